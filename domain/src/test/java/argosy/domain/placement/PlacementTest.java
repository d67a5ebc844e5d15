package argosy.domain.placement;

import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.random;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.InstanceBuilder;
import argosy.domain.Seeds;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Invariant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final Reservation SMALL = new Reservation(256, 128, Set.of(), Set.of());

  @Test
  void aLedgerIsWhatTheTasksLeave() {
    Instance host = anInstance().cpu(2_048).memory(4_096).reservedTcp("22").build();
    var web = new Reservation(512, 1_000, Set.of(80), Set.of(53));
    Ledger ledger = Ledger.of(host, List.of(SMALL, web));
    assertEquals(new Ledger(host, 1_280, 2_968, Set.of(22, 80), Set.of(53), 2), ledger);
    assertEquals(
        new Ledger(host, 1_024, 2_840, Set.of(22, 80), Set.of(53), 3), ledger.minus(SMALL));
  }

  @Test
  void aLedgerIsNeverOversold() {
    Ledger ledger = free(anInstance().cpu(255));
    assertThrows(Invariant.Broken.class, () -> ledger.minus(SMALL));
    Ledger little = free(anInstance().memory(127));
    assertThrows(Invariant.Broken.class, () -> little.minus(SMALL));
  }

  @Test
  void theInstanceWithTheFewestTasksWins() {
    Ledger busy = Ledger.of(anInstance().id("busy").build(), List.of(SMALL));
    Ledger idle = free(anInstance().id("idle"));
    assertEquals("idle", placed(new Placement(List.of(busy, idle), random()), SMALL));
    assertEquals("idle", placed(new Placement(List.of(idle, busy), random()), SMALL));
  }

  @Test
  void tasksOfOneRequestSpread() {
    Seeds.forAll(
        50,
        random -> {
          var placement =
              new Placement(
                  List.of(
                      free(anInstance().id("a")),
                      free(anInstance().id("b")),
                      free(anInstance().id("c"))),
                  random);
          Map<String, Integer> got = new HashMap<>();
          for (int at = 0; at < 6; at++) {
            got.merge(placed(placement, SMALL), 1, Integer::sum);
          }
          assertEquals(Map.of("a", 2, "b", 2, "c", 2), got);
        });
  }

  @Test
  void aLotDecidesAmongEquals() {
    var got = new HashMap<String, Integer>();
    Seeds.forAll(
        200,
        random -> {
          var placement =
              new Placement(
                  List.of(free(anInstance().id("a")), free(anInstance().id("b"))), random);
          got.merge(placed(placement, SMALL), 1, Integer::sum);
        });
    assertTrue(got.getOrDefault("a", 0) > 50 && got.getOrDefault("b", 0) > 50, got.toString());
  }

  @Test
  void oneRequestDoesNotTakeTheSameRoomTwice() {
    var placement = new Placement(List.of(free(anInstance().cpu(512))), random());
    assertEquals("i1", placed(placement, SMALL));
    assertEquals("i1", placed(placement, SMALL));
    assertEquals(Optional.empty(), placement.take(SMALL));
  }

  @Test
  void exactlyEnoughIsEnough() {
    assertTrue(
        new Placement(List.of(free(anInstance().cpu(256).memory(128))), random())
            .take(SMALL)
            .isPresent());
  }

  @Test
  void eachLackHasItsVeto() {
    vetoed(anInstance().away(), SMALL, "AGENT", "The instance's agent is not connected.");
    vetoed(
        anInstance().cpu(255),
        SMALL,
        "RESOURCE:CPU",
        "The task needs 256 CPU units, 255 are free.");
    vetoed(
        anInstance().memory(127),
        SMALL,
        "RESOURCE:MEMORY",
        "The task needs 128 MiB of memory, 127 MiB are free.");
    vetoed(
        anInstance().reservedTcp("22", "8080", "443"),
        new Reservation(0, 6, Set.of(8_080, 443, 80), Set.of(22)),
        "RESOURCE:PORTS",
        "Taken on the host: [443, 8080]. A hostPort of 0 lets the host choose a free one.");
  }

  @Test
  void aPortIsTakenInItsProtocolOnly() {
    Ledger ledger =
        Ledger.of(anInstance().build(), List.of(new Reservation(0, 6, Set.of(53), Set.of(5_353))));
    var placement = new Placement(List.of(ledger), random());
    var other = new Reservation(0, 6, Set.of(5_353), Set.of(53));
    assertEquals(Map.of(), placement.vetoes(other));
    var same = new Reservation(0, 6, Set.of(), Set.of(5_353));
    assertEquals(
        Map.of(ledger.instance(), new Veto.PortsTaken(Set.of(5_353))), placement.vetoes(same));
  }

  @Test
  void onlyActiveInstancesAreConsidered() {
    var placement =
        new Placement(
            List.of(
                free(anInstance().id("a").status(InstanceStatus.DRAINING)),
                free(anInstance().id("b").status(InstanceStatus.INACTIVE))),
            random());
    assertTrue(placement.isEmpty());
    assertEquals(Optional.empty(), placement.take(SMALL));
    assertEquals(Map.of(), placement.vetoes(SMALL));
    assertFalse(new Placement(List.of(free(anInstance().away())), random()).isEmpty());
  }

  private static void vetoed(
      InstanceBuilder host, Reservation wanted, String reason, String explanation) {
    var placement = new Placement(List.of(free(host)), random());
    assertEquals(Optional.empty(), placement.take(wanted));
    Veto veto = placement.vetoes(wanted).values().iterator().next();
    assertEquals(reason, veto.reason());
    assertEquals(explanation, veto.explain());
  }

  private static Ledger free(InstanceBuilder host) {
    return Ledger.of(host.build(), List.of());
  }

  private static String placed(Placement placement, Reservation wanted) {
    Instance chosen = placement.take(wanted).orElseThrow();
    assertEquals(instance(chosen.arn().id()), chosen.arn());
    return chosen.arn().id();
  }
}
