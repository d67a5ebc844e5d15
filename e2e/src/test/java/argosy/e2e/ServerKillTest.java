package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Task;

/// The server dies and comes back, and its host is elsewhere: what runs there runs on, and what was
/// asked for is begun, once.
class ServerKillTest {
  private static final int TASKS = 20;
  private static final Duration STARTED_MAX = Duration.ofMinutes(1);

  @RegisterExtension static final HostApart HOST = HostApart.onTheMachinesEngine();

  private final Argosy argosy = HOST.argosy();
  private final Clients aws = HOST.aws();
  private final Unharmed unharmed = HOST.unharmed();

  /// @param running how many containers run when it dies
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 16})
  void whileTwentyTasksStart(int running) throws Exception {
    String definition = aws.register(Definitions.of("starting", Definitions.webserver(0)));
    List<Task> tasks = aws.run(definition, TASKS);
    Await.until(STARTED_MAX, running + " run", () -> unharmed.starts().size() >= running);
    argosy.crash();
    Map<String, String> before = unharmed.starts();
    assertTrue(before.size() >= running, "nothing ended with it: " + before.size());
    argosy.up();
    unharmed.run(TASKS);
    unharmed.becomesTrue();
    unharmed.runStill(before);
    assertEquals(TASKS, aws.running(tasks).size());
  }

  @Test
  void whileTwentyTasksRun() throws Exception {
    String definition = aws.register(Definitions.of("running", Definitions.webserver(0)));
    List<Task> tasks = aws.running(aws.run(definition, TASKS));
    Map<String, String> before = unharmed.starts();
    Task unwanted = tasks.getFirst();
    aws.ecs().stopTask(it -> it.task(unwanted.taskArn()));
    argosy.crash();
    String killed = tasks.getLast().containers().getFirst().runtimeId();
    Docker.run("kill", killed).well();
    argosy.up();
    unharmed.becomesTrue();
    assertEquals("STOPPED", aws.describe(unwanted).lastStatus());
    assertEquals(137, aws.describe(tasks.getLast()).containers().getFirst().exitCode());
    var untouched = new TreeMap<>(before);
    untouched.remove(killed);
    untouched.remove(unwanted.containers().getFirst().runtimeId());
    assertEquals(untouched, unharmed.starts());
  }
}
