package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Docker Engine dies and comes back, configured so that containers outlive it: none is harmed, and
/// what happened meanwhile is told.
class EngineKillTest {
  private static final int TASKS = 20;
  private static final Duration STARTED_MAX = Duration.ofMinutes(2);

  @RegisterExtension static final HostApart HOST = HostApart.onItsOwnEngine("");

  private final OwnEngine engine = HOST.engine();
  private final Clients aws = HOST.aws();
  private final Unharmed unharmed = HOST.unharmed();

  @Test
  void whileTwentyTasksRun() throws Exception {
    String definition = aws.register(Definitions.of("running", Definitions.webserver(0)));
    List<Task> tasks = aws.running(aws.run(definition, TASKS));
    Map<String, String> before = unharmed.starts();
    assertEquals(TASKS, before.size());
    Task ended = tasks.getFirst();
    Task unwanted = tasks.getLast();
    long process = engine.engine().inspect(List.of(id(ended))).getFirst().at("/State/Pid").asLong();

    engine.crash();
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    aws.ecs().stopTask(it -> it.task(unwanted.taskArn()));
    engine.up();
    unharmed.becomesTrue();

    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, aws.describe(ended).stopCode());
    assertEquals(TaskStopCode.USER_INITIATED, aws.describe(unwanted).stopCode());
    var untouched = new TreeMap<>(before);
    untouched.remove(id(ended));
    untouched.remove(id(unwanted));
    assertEquals(untouched, unharmed.starts());
  }

  /// @param running how many containers run when it dies
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 16})
  void whileTwentyTasksStart(int running) throws Exception {
    String definition = aws.register(Definitions.of("starting", Definitions.webserver(0)));
    List<Task> tasks = aws.run(definition, TASKS);
    Await.until(STARTED_MAX, running + " run", () -> unharmed.starts().size() >= running);
    Map<String, String> before = unharmed.starts();
    engine.crash();
    engine.up();
    unharmed.run(TASKS);
    unharmed.becomesTrue();
    unharmed.runStill(before);
    assertEquals(TASKS, aws.running(tasks).size());
  }

  private static String id(Task task) {
    return task.containers().getFirst().runtimeId();
  }
}
