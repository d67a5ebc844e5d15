package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// What the containers of a task share of processes and memory, seen from inside.
@ExtendWith(SharedArgosy.class)
class NamespacesTest {
  private static final String SHARED_FILE = "/dev/shm/note";

  private final Clients aws;

  NamespacesTest(Clients aws) {
    this.aws = aws;
  }

  private static RegisterTaskDefinitionRequest.Builder two(String family) {
    return Definitions.of(
        family, hearing("one").linuxParameters(linux -> linux.sharedMemorySize(3)), hearing("two"))
        .toBuilder();
  }

  private static ContainerDefinition.Builder hearing(String name) {
    return Definitions.shell(name, Definitions.hears(0)).stopTimeout(Definitions.PATIENT_SECONDS);
  }

  @Test
  void processesAndMemoryAreSharedByTheTask() throws Exception {
    Task task =
        aws.running(aws.run(two("shared").pidMode(PidMode.TASK).ipcMode(IpcMode.TASK).build()));
    String one = id(task, "one");
    String two = id(task, "two");
    for (String space : List.of("pid", "ipc")) {
      String link = "readlink /proc/self/ns/" + space;
      assertEquals(Docker.inside(one, link), Docker.inside(two, link));
    }
    assertEquals("pause", Docker.inside(one, "cat /proc/1/comm"));
    String processes = "cat /proc/[0-9]*/cmdline | tr '\\0' ' '";
    Await.until(
        Services.PATIENCE,
        "one sees the scripts of both",
        () -> Docker.inside(one, processes).split("sleep 3600 &", -1).length == 3);
    Docker.inside(one, "echo hello >" + SHARED_FILE);
    assertEquals("hello", Docker.inside(two, "cat " + SHARED_FILE));
    String mounts = Docker.inside(two, "cat /proc/mounts");
    assertTrue(mounts.contains("size=3072k"), mounts);
    assertEquals(2, task.containers().size());
  }

  @Test
  void nothingIsSharedOtherwise() throws Exception {
    for (IpcMode mode : new IpcMode[] {null, IpcMode.NONE}) {
      Task task = aws.running(aws.run(two("apart").ipcMode(mode).build()));
      String one = id(task, "one");
      String two = id(task, "two");
      for (String space : List.of("pid", "ipc")) {
        String link = "readlink /proc/self/ns/" + space;
        assertNotEquals(Docker.inside(one, link), Docker.inside(two, link));
      }
      Docker.run("exec", one, "sh", "-c", "echo hello >" + SHARED_FILE);
      assertNotEquals(0, Docker.run("exec", two, "cat", SHARED_FILE).exitCode());
    }
  }

  @Test
  void itsContainersEndBeforeTheOneThatHoldsTheNamespaces() throws Exception {
    Task task = aws.running(aws.run(two("ends").pidMode(PidMode.TASK).build()));
    String holder = holder(task);
    assertTrue(Docker.runs(holder));
    Definitions.awaitHearing(task);
    aws.ecs().stopTask(it -> it.task(task.taskArn()));
    Task stopped = aws.stopped(task);
    assertEquals(List.of(0, 0), stopped.containers().stream().map(Container::exitCode).toList());
    assertFalse(Docker.runs(holder));
    assertEquals(0, Docker.inspect(holder).at("/State/ExitCode").asInt(-1));
  }

  /// With its process namespace the kernel itself would end all that is in there.
  @Test
  void theTaskEndsWithTheOneThatHoldsTheNamespaces() throws Exception {
    Task task = aws.running(aws.run(two("broken").ipcMode(IpcMode.TASK).build()));
    Docker.run("kill", holder(task)).well();
    Task stopped = aws.stopped(task);
    assertTrue(
        stopped.stoppedReason().startsWith("ResourceInitializationError: the container ecs-broken"),
        stopped.stoppedReason());
    Await.until(
        Services.PATIENCE, "the end of its containers", () -> !Docker.runs(id(task, "one")));
  }

  /// The container beside those that the task tells of.
  private static String holder(Task task) throws Exception {
    List<String> known = task.containers().stream().map(Container::runtimeId).toList();
    List<String> all = Docker.labelled("com.amazonaws.ecs.task-arn=" + task.taskArn());
    return all.stream().filter(id -> !known.contains(id)).findFirst().orElseThrow();
  }

  private static String id(Task task, String name) {
    return Clients.container(task, name).runtimeId();
  }
}
