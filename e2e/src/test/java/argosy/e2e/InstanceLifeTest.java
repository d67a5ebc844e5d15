package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// A host drains, takes tasks by name, is forced out and comes back: on an Argosy of its own.
class InstanceLifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Argosy argosy;
  private static Clients aws;

  @BeforeAll
  static void start() throws Exception {
    argosy = Argosy.start("--stopped-tasks-for", "90s");
    argosy.awaitHost();
    aws = argosy.clients();
  }

  @AfterAll
  static void end() throws Exception {
    argosy.close();
  }

  @Test
  void aDrainingHostKeepsItsTasksAndTakesNoMore() throws Exception {
    String host = host();
    Task task = aws.running(aws.run(stays("drained")));
    update(host, ContainerInstanceStatus.DRAINING);
    String arn = aws.register(stays("later"));
    assertThrows(
        InvalidParameterException.class, () -> aws.ecs().runTask(it -> it.taskDefinition(arn)));
    var started = aws.ecs().startTask(it -> it.taskDefinition(arn).containerInstances(host));
    assertEquals("INACTIVE", started.failures().getFirst().reason());
    assertEquals("RUNNING", aws.describe(task).lastStatus());
    update(host, ContainerInstanceStatus.ACTIVE);
    aws.stop(task);
  }

  @Test
  void overridesAreInsideTheContainer() throws Exception {
    String host = host();
    String arn =
        aws.register(
            Definitions.of(
                "overridden",
                Definitions.shell("one", "exit 9")
                    .stopTimeout(null)
                    .environment(
                        Definitions.variable("KEPT", "a"), Definitions.variable("CHANGED", "b"))));
    var override =
        ContainerOverride.builder()
            .name("one")
            .command("echo $KEPT $CHANGED $ADDED; " + Definitions.STAY)
            .environment(Definitions.variable("CHANGED", "x"), Definitions.variable("ADDED", "y"))
            .cpu(64)
            .memory(48)
            .memoryReservation(24)
            .build();
    var started =
        aws.ecs()
            .startTask(it ->
                it.taskDefinition(arn)
                    .containerInstances(host, "ghost")
                    .overrides(o -> o.containerOverrides(override)));
    assertEquals("MISSING", started.failures().getFirst().reason());
    Task task = aws.running(started.tasks().getFirst());
    assertEquals(host, task.containerInstanceArn());
    assertEquals(List.of(override), task.overrides().containerOverrides());
    assertEquals("24", task.memory());
    Container one = task.containers().getFirst();
    Await.until(
        PATIENCE, "what it says", () -> Docker.logs(one.runtimeId()).strip().equals("a x y"));
    JsonNode limits = Docker.inspect(one.runtimeId()).path("HostConfig");
    assertEquals(48L << 20, limits.path("Memory").asLong());
    assertEquals(24L << 20, limits.path("MemoryReservation").asLong());
    assertEquals(64, limits.path("CpuShares").asInt());
    aws.stop(task);
  }

  @Test
  void aTokenMeansItsRequestThoughTheDefinitionIsNewer() {
    aws.register(stays("token"));
    Consumer<RunTaskRequest.Builder> request = it -> it.taskDefinition("token").clientToken("t-1");
    Task first = aws.run(request).getFirst();
    aws.register(stays("token"));
    assertEquals(first.taskArn(), aws.run(request).getFirst().taskArn());
    var conflict =
        assertThrows(ConflictException.class, () -> aws.run(request.andThen(it -> it.count(2))));
    assertEquals(List.of(first.taskArn()), conflict.resourceIds());
    aws.stop(first);
  }

  @Test
  void aHostThatIsForcedOutComesBackAnewAndItsOrphansEnd() throws Exception {
    String host = host();
    Task task = aws.running(aws.run(stays("orphan")));
    String container = task.containers().getFirst().runtimeId();
    assertThrows(
        InvalidParameterException.class,
        () -> aws.ecs().deregisterContainerInstance(it -> it.containerInstance(host)));
    var gone =
        aws.ecs()
            .deregisterContainerInstance(it -> it.containerInstance(host).force(true))
            .containerInstance();
    assertEquals("INACTIVE", gone.status());
    Task orphan = aws.describe(task);
    assertEquals("STOPPED", orphan.lastStatus());
    assertEquals("Container instance deregistration forced by user", orphan.stoppedReason());
    Await.until(PATIENCE, "the host's new registration", () -> aws.hasHost());
    assertTrue(!host().equals(host), "the host is another instance now");
    Await.until(PATIENCE, "the orphan's end", () -> !Docker.runs(container));
    aws.stop(aws.running(aws.run(stays("again"))));
  }

  private static String host() {
    return aws.ecs().listContainerInstances().containerInstanceArns().getFirst();
  }

  private static void update(String host, ContainerInstanceStatus status) {
    var updated =
        aws.ecs().updateContainerInstancesState(it -> it.containerInstances(host).status(status));
    assertEquals(status.toString(), updated.containerInstances().getFirst().status());
  }

  private static RegisterTaskDefinitionRequest stays(String family) {
    return Definitions.of(family, Definitions.shell("stays", Definitions.STAY).stopTimeout(null));
  }
}
