package argosy.control.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.control.HandClock;
import argosy.domain.id.CellId;
import argosy.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeeperTest {
  private static final CellId ONE = new CellId("123456789012", "us-east-1");
  private static final CellId OTHER = new CellId("123456789012", "eu-west-1");

  private final RecordingStore store = new RecordingStore();
  private final Cells cells =
      new Cells(
          store,
          id ->
              new Cell(
                  id,
                  store,
                  new HandClock(),
                  new SplittableRandom(1),
                  broken -> {
                    throw broken;
                  }));

  @Test
  void aCellThatCannotBeRenewedHoldsUpNoOther() {
    cells.find(ONE);
    cells.find(OTHER);
    var renewed = new ArrayList<CellId>();
    store.renewing =
        cell -> {
          renewed.add(cell);
          throw new Store.StoreFault("slow", new IOException());
        };
    try (var keeper = new Keeper(store, cells)) {
      keeper.round();
    }
    assertEquals(2, List.copyOf(renewed).size());
    assertEquals(2, cells.opened().size(), "the lease tells how long they may be served");
  }

  @Test
  void aCellThatAnotherServerHasIsDropped() {
    cells.find(ONE);
    cells.find(OTHER);
    store.kept.take(ONE);
    try (var keeper = new Keeper(store, cells)) {
      keeper.round();
    }
    assertEquals(List.of(OTHER), cells.opened().stream().map(Cell::id).toList());
  }
}
