package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/// Somebody kills or removes one container of a task that has several, with Docker's own commands.
class ContainerKillTest {
  @RegisterExtension static final HostApart HOST = HostApart.onTheMachinesEngine();

  private final Clients aws = HOST.aws();
  private final Unharmed unharmed = HOST.unharmed();

  @ParameterizedTest
  @ValueSource(strings = {"kill", "rm --force"})
  void anEssentialOneEndsItsTaskAndNoOther(String how) throws Exception {
    Task bystander = several();
    Map<String, String> others = unharmed.starts();
    Task task = several();
    end(how, task, "essential");
    Task stopped = aws.stopped(task);
    unharmed.becomesTrue();
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, stopped.stopCode());
    assertEquals("Essential container in task exited", stopped.stoppedReason());
    assertEquals(137, Clients.container(stopped, "essential").exitCode());
    assertEquals(0, Clients.container(stopped, "web").exitCode(), "stopped, not killed");
    assertEquals(0, Clients.container(stopped, "side").exitCode(), "stopped, not killed");
    assertEquals(others, unharmed.starts());
    assertEquals("RUNNING", aws.describe(bystander).lastStatus());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "rm --force"})
  void oneThatIsNotEssentialEndsAlone(String how) throws Exception {
    Task task = several();
    Map<String, String> others = unharmed.starts();
    others.remove(Clients.container(task, "side").runtimeId());
    end(how, task, "side");
    Await.until(
        Unharmed.TRUE_MAX,
        "its end shows",
        () -> Clients.container(aws.describe(task), "side").lastStatus().equals("STOPPED"));
    unharmed.becomesTrue();
    assertEquals("RUNNING", aws.describe(task).lastStatus());
    assertEquals(137, Clients.container(aws.describe(task), "side").exitCode());
    assertEquals(others, unharmed.starts());
  }

  private Task several() {
    return aws.running(
        aws.run(
            Definitions.of(
                "several",
                Definitions.shell("essential", Definitions.STAY),
                Definitions.shell("web", Definitions.STAY),
                Definitions.shell("side", Definitions.STAY).essential(false))));
  }

  private static void end(String how, Task task, String name) throws Exception {
    Docker.run((how + " " + Clients.container(task, name).runtimeId()).split(" ")).well();
  }
}
