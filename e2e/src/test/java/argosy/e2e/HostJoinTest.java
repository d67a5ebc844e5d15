package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Task;

/// A machine that knows nothing but a token becomes a host of a server with TLS, and may be that
/// and nothing else.
class HostJoinTest {
  private static final Duration JOINS_MAX = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void oneLineMakesAMachineAHost() throws Exception {
    try (Argosy argosy = Argosy.prepare("--no-agent", "--listen", "0.0.0.0", "--tls")) {
      argosy.up();
      Ran refused = argosy.run("join-token");
      assertNotEquals(0, refused.exitCode());
      assertTrue(refused.err().contains("no other machine reaches"), refused.err());

      String machine = Ran.of(JOINS_MAX, Map.of(), List.of("hostname")).well().out().strip();
      String there = "https://" + machine + ":" + argosy.port();
      String token = argosy.run("join-token", "--server", there).well().out();
      Path file = Files.writeString(folder.resolve("token"), token);
      Path data = Files.createDirectory(folder.resolve("agent"));
      Path log = folder.resolve("agent.log");
      Process agent =
          Launcher.start(
              log,
              Map.of(),
              List.of(),
              "agent",
              "--token",
              file.toString(),
              "--data",
              data.toString());
      try {
        argosy.awaitHost(JOINS_MAX);
        Clients aws = argosy.clients();
        Task task = aws.running(aws.run(Definitions.of("joined", Definitions.webserver(0))));
        assertEquals("RUNNING", task.lastStatus());
        var _ = aws.stop(task);
      } catch (AssertionError e) {
        throw new AssertionError(Files.readString(log), e);
      } finally {
        agent.destroy();
        var _ = agent.waitFor();
        var _ = Launcher.run(Map.of(), "down", "--tasks", "--data", data.toString());
      }
    }
  }
}
