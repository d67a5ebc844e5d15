package argosy.control.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import argosy.control.HandClock;
import argosy.domain.id.CellId;
import argosy.domain.state.Outcome;
import argosy.domain.taskdef.Family;
import argosy.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");

  private final MemoryStore store = new MemoryStore();
  private final List<Cell> closed = new ArrayList<>();
  private final CountDownLatch dropped = new CountDownLatch(1);
  private final Cells cells = new Cells(store, this::open);

  @Test
  void aCellThatAnotherServerTookKeepsNothingAndIsOpenedAgain() throws InterruptedException {
    cells.whenClosed(closed::add);
    cells.whenClosed(_ -> dropped.countDown());
    Cell first = here();
    assertSame(first, here());
    assertInstanceOf(Result.Done.class, put(first, 1));
    store.take(CELL);
    assertInstanceOf(Result.Failed.class, put(first, 2));
    assertEquals(1, family(first), "the picture stays as it was");
    assertEquals(true, dropped.await(10, TimeUnit.SECONDS), "the cell is dropped");
    assertEquals(List.of(first), closed);
    Cell second = here();
    assertNotSame(first, second);
    assertEquals(1, family(second));
    assertInstanceOf(Result.Done.class, put(second, 3));
    assertInstanceOf(Result.Failed.class, put(first, 4), "the old one stays closed");
  }

  @Test
  void aLapsedLeaseIsNoticedByWhoeverAsks() {
    Cell first = here();
    store.take(CELL);
    Cell second = here();
    assertNotSame(first, second);
    assertEquals(List.of(second), cells.opened());
  }

  private Cell here() {
    return assertInstanceOf(Cells.Found.Here.class, cells.find(CELL)).cell();
  }

  private static Result<Integer> put(Cell cell, int latest) {
    return cell.ask((_, _, _) -> Outcome.put(new Family("web", latest), latest));
  }

  private static int family(Cell cell) {
    return cell.picture().find(Family.KIND.key("web")).orElseThrow().latest();
  }

  private Cell open(CellId id) {
    return new Cell(
        id,
        store,
        new HandClock(),
        new SplittableRandom(1),
        broken -> {
          throw broken;
        });
  }
}
