package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// An agent in a process of its own dies and comes back while twenty tasks run: no container
/// notices, and what happened meanwhile is true ten seconds later.
class AgentKillTest {
  private static final int TASKS = 20;

  @RegisterExtension static final HostApart HOST = HostApart.onTheMachinesEngine();

  private final SeparateAgent agent = HOST.agent();
  private final Clients aws = HOST.aws();
  private final Unharmed unharmed = HOST.unharmed();

  @Test
  void noContainerNoticesAndWhatHappenedMeanwhileIsTold() throws Exception {
    String definition = aws.register(Definitions.of("survivor", Definitions.webserver(0)));
    List<Task> running = aws.running(aws.run(definition, TASKS));
    Map<String, String> starts = unharmed.starts();
    assertEquals(TASKS, starts.size());

    agent.crash();
    assertEquals(starts, unharmed.starts());
    Task killed = running.get(0);
    Docker.run("kill", id(killed)).well();
    Task unwanted = running.get(1);
    aws.ecs().stopTask(it -> it.task(unwanted.taskArn()));
    agent.up();
    unharmed.becomesTrue();
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, aws.describe(killed).stopCode());
    assertEquals(137, aws.describe(killed).containers().getFirst().exitCode());
    assertEquals(TaskStopCode.USER_INITIATED, aws.describe(unwanted).stopCode());

    var untouched = new TreeMap<>(starts);
    untouched.remove(id(killed));
    untouched.remove(id(unwanted));
    assertEquals(untouched, unharmed.starts(), "nothing was started again");
  }

  private static String id(Task task) {
    return task.containers().getFirst().runtimeId();
  }
}
