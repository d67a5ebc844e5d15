package argosy.domain.placement;

import static argosy.domain.Fixtures.random;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GpuPlacementTest {
  private static final Reservation SMALL = new Reservation(256, 128, Set.of(), Set.of());

  @Test
  void gpusAreGivenByTheirIdsAndNeverTwice() {
    Held first = new Held(SMALL, "other", true, List.of("g1"));
    Room room =
        Room.of(
            List.of(
                Ledger.of(anInstance().id("a").build(), List.of()),
                Ledger.of(anInstance().id("b").gpus("g2", "g1", "g0").build(), List.of(first))));
    var placement = new Placement(room, gpus(1), random());
    assertEquals(List.of("g2"), placement.take().orElseThrow().gpus());
    assertEquals(List.of("g0"), placement.take().orElseThrow().gpus());
    assertEquals(Optional.empty(), placement.take());
    List<String> why = placement.vetoes().values().stream().map(Veto::explain).toList();
    String none = "The task needs 1 GPU, none is free.";
    assertEquals(List.of(none, none), why);

    Veto veto = List.copyOf(new Placement(room, gpus(3), random()).vetoes().values()).get(1);
    assertEquals("RESOURCE:GPU", veto.reason());
    assertEquals("The task needs 3 GPUs, free are: [g2, g0].", veto.explain());
    Ledger b = room.ledgers().get(1);
    assertEquals(List.of("g2", "g1", "g0"), b.minus(first).freeGpus());
  }

  @Test
  void aGpuThatTheHostLostIsNoLongerGiven() {
    Held held = new Held(SMALL, "other", true, List.of("g1"));
    Ledger less = Ledger.of(anInstance().gpus("g0").build(), List.of(held));
    assertEquals(List.of("g0"), less.freeGpus());
    assertEquals(List.of("g0"), less.minus(held).freeGpus());
  }

  private static Wanted gpus(int count) {
    return new Wanted(new Held(SMALL, "small", false), count, List.of(), List.of(), List.of());
  }
}
