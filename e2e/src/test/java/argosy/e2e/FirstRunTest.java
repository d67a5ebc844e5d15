package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a machine without a server to an address that answers, and back.
class FirstRunTest {
  private static final Pattern ADDRESS = Pattern.compile("([0-9a-f]{32}) answers at (http://\\S+)");
  private static final String WEBSERVER = Launcher.example("webserver.json");

  private record Answering(String task, int port) {}

  private static List<Answering> answering(Ran run) {
    return ADDRESS
        .matcher(run.well().out())
        .results()
        .map(found -> new Answering(found.group(1), URI.create(found.group(2)).getPort()))
        .toList();
  }

  @Test
  void oneCommandLeadsToAnAddressAndAnotherClearsUp() throws Exception {
    try (Argosy argosy = Argosy.prepare()) {
      Ran first = argosy.run("run", WEBSERVER);
      Answering one = answering(first).getFirst();
      assertTrue(first.err().contains("start the server on port " + argosy.port()), "" + first);
      assertTrue(Pages.read(one.port()).contains("<title>"));

      Ran second = argosy.run("run", WEBSERVER, "--count", "3");
      assertEquals("", second.err(), "nothing was to be prepared");
      assertEquals(3, answering(second).stream().map(Answering::port).distinct().count());
      for (Answering each : answering(second)) {
        assertTrue(Pages.read(each.port()).contains("<title>"));
      }
      assertTrue(second.took().compareTo(Duration.ofSeconds(20)) < 0, "seconds: " + second.took());

      String status = argosy.run("status").well().out();
      assertTrue(status.contains("1          4 RUNNING"), status);
      String row = one.task() + "  default  RUNNING  webserver:1  http://127.0.0.1:";
      assertTrue(status.contains(row), status);
      String logs = argosy.run("logs", one.task().substring(0, 8)).well().out();
      assertTrue(logs.contains("serves /www on port 80"), logs);

      Ran down = argosy.run("down", "--tasks").well();
      assertTrue(down.out().contains("Removed 4 containers."), "" + down);
      assertEquals(List.of(), argosy.containers());
      assertEquals(1, argosy.run("status").exitCode());
    }
  }

  @Test
  void twoInstancesShareAnEngineWithoutTouchingEachOther() throws Exception {
    try (Argosy one = Argosy.start();
        Argosy two = Argosy.start()) {
      Answering ofOne = answering(one.run("run", WEBSERVER)).getFirst();
      Answering ofTwo = answering(two.run("run", WEBSERVER)).getFirst();
      assertEquals(1, one.containers().size());
      assertEquals(1, two.containers().size());
      one.run("down", "--tasks").well();
      assertEquals(List.of(), one.containers());
      assertTrue(Pages.read(ofTwo.port()).contains("<title>"));
      assertEquals(
          "RUNNING", two.clients().describe(List.of(ofTwo.task())).getFirst().lastStatus());
      assertEquals(List.of(), two.clients().describe(List.of(ofOne.task())));
    }
  }

  @Test
  void interruptingAServerInTheForegroundLeavesItsTasksRunning(@TempDir Path folder)
      throws Exception {
    try (Argosy argosy = Argosy.prepare()) {
      Process server = Launcher.start(folder.resolve("output"), argosy.words("up"));
      Answering task;
      try {
        argosy.awaitHealth();
        task = answering(argosy.run("run", WEBSERVER)).getFirst();
      } finally {
        interrupt(server);
      }
      assertTrue(server.waitFor(1, TimeUnit.MINUTES), "the server ends");
      assertEquals(1, argosy.run("status").exitCode());
      assertTrue(Pages.read(task.port()).contains("<title>"));
      argosy.run("down", "--tasks").well();
      assertEquals(List.of(), argosy.containers());
      assertFalse(server.isAlive());
    }
  }

  private static void interrupt(Process process) throws Exception {
    Ran.of(
            Duration.ofMinutes(1),
            java.util.Map.of(),
            List.of("kill", "-INT", String.valueOf(process.pid())))
        .well();
  }
}
