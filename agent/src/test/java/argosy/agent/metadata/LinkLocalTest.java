package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The machine's real addresses and firewall, which are left as they were.
class LinkLocalTest {
  private static final String HOST = "linklocaltest";

  @Test
  void whatAKilledAgentLeftIsTakenUpAndGivenBack() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root changes addresses");
    assumeFalse(LinkLocal.isHere(), "another agent of this machine has the address");
    try {
      LinkLocal.have();
      LinkLocal.have();
      assertTrue(LinkLocal.isHere());
    } finally {
      LinkLocal.leave();
    }
    assertFalse(LinkLocal.isHere());
  }

  @Test
  void theLinkIsShutOnceForEachAgent() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root changes the firewall");
    try {
      LinkLocal.shut(HOST);
      LinkLocal.shut(HOST);
      assertEquals(1, rules());
    } finally {
      LinkLocal.unshut(HOST);
    }
    assertEquals(0, rules());
  }

  private static long rules() throws IOException {
    Process listing = new ProcessBuilder(List.of("iptables", "-w", "5", "-S", "FORWARD")).start();
    try (var out = listing.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(HOST) && line.endsWith("-j DROP"))
          .count();
    }
  }
}
