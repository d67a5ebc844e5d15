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
import argosy.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  @Test
  void afterACommitInDoubtNobodyWritesBeforeTheCellIsReadAgain() throws InterruptedException {
    cells.whenClosed(_ -> dropped.countDown());
    Cell first = here();
    store.doubt();
    assertInstanceOf(Result.Failed.class, put(first, 1));
    assertInstanceOf(Result.Failed.class, put(first, 2));
    assertEquals(true, dropped.await(10, TimeUnit.SECONDS), "the cell is dropped");
    assertEquals(1, family(here()), "it had been kept");
  }

  @Test
  void aStoreThatFailsIsSaidAndFoundAgain() {
    store.fail("disk full");
    var why = new Cells.Found.Unknown("The store of the control plane failed: disk full");
    assertEquals(why, cells.find(CELL));
    store.fail(null);
    assertEquals(0, here().picture().count(Family.KIND));
  }

  /// Each try takes seconds, so they would wait longer and longer.
  @Test
  void whoWaitedWhileTheStoreFailedDoesNotTryOnceMore() throws Exception {
    var tries = new AtomicInteger();
    var trying = new CountDownLatch(1);
    var fail = new CountDownLatch(1);
    var slow = new RecordingStore();
    slow.acquiring =
        _ -> {
          tries.incrementAndGet();
          trying.countDown();
          awaitQuietly(fail);
          throw new Store.StoreFault("gone", new IOException());
        };
    var away = new Cells(slow, this::open);
    try (var users = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = users.submit(() -> away.find(CELL));
      trying.await();
      var waiting = users.submit(() -> away.find(CELL));
      while (!away.isAwaited()) {
        Thread.onSpinWait();
      }
      fail.countDown();
      assertEquals(first.get(), waiting.get());
      assertEquals(1, tries.get());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
