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
      assertTrue(
          said("ip", "-o", "address", "show", "lo").contains("169.254.170.2/32 scope host"),
          "else the kernel sends from it");
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
    return said("iptables", "-w", "5", "-S", "FORWARD")
        .lines()
        .filter(line -> line.contains(HOST) && line.endsWith("-j DROP"))
        .count();
  }

  private static String said(String... command) throws IOException {
    try (var out = new ProcessBuilder(List.of(command)).start().getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
