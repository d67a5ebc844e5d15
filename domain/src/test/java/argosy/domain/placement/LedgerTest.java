package argosy.domain.placement;

import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.domain.instance.Instance;
import argosy.domain.state.Invariant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Reservation SMALL = new Reservation(256, 128, Set.of(), Set.of());
  private static final Held HELD = new Held(SMALL, "small", false);

  @Test
  void aLedgerIsWhatTheTasksLeave() {
    Instance host = anInstance().cpu(2_048).memory(4_096).reservedTcp("22").build();
    var web = new Held(new Reservation(512, 1_000, Set.of(80), Set.of(53)), "web", true);
    Ledger ledger = Ledger.of(host, List.of(HELD, web));
    assertEquals(1_280, ledger.freeCpuUnits());
    assertEquals(2_968, ledger.freeMemoryMib());
    assertEquals(Set.of(22, 80), ledger.usedTcp());
    assertEquals(Set.of(53), ledger.usedUdp());
    assertEquals(Set.of("small", "web"), ledger.groups().names());
    assertEquals(1, ledger.of("small"));
    assertEquals(2, ledger.tasks());
    assertEquals(1, ledger.running());
    assertEquals(Ledger.of(host, List.of(HELD)), ledger.minus(web));
    assertEquals(Ledger.of(host, List.of()), ledger.minus(web).minus(HELD));
  }

  @Test
  void aLedgerIsNeverOversold() {
    Ledger ledger = Ledger.of(anInstance().cpu(255).build(), List.of());
    assertThrows(Invariant.Broken.class, () -> ledger.taking(HELD));
    Ledger little = Ledger.of(anInstance().memory(127).build(), List.of());
    assertThrows(Invariant.Broken.class, () -> little.taking(HELD));
  }
}
