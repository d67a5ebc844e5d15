package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import tools.jackson.databind.JsonNode;

/// The main job: a task definition goes in, a real container answers.
@ExtendWith(SharedArgosy.class)
class RunATaskTest {
  private final Clients aws;

  RunATaskTest(Clients aws) {
    this.aws = aws;
  }

  @Test
  void theCallerIsTheRootOfTheAccount() {
    var caller = aws.sts().getCallerIdentity();
    assertEquals("123456789012", caller.account());
    assertEquals("arn:aws:iam::123456789012:root", caller.arn());
  }

  @Test
  void aClusterIsMadeDescribedListedAndDeleted() {
    Cluster made = aws.ecs().createCluster(it -> it.clusterName("shop")).cluster();
    assertEquals("arn:aws:ecs:us-east-1:123456789012:cluster/shop", made.clusterArn());
    assertEquals("ACTIVE", made.status());
    assertEquals(
        made.clusterArn(),
        aws.ecs().describeClusters(it -> it.clusters("shop")).clusters().getFirst().clusterArn());
    assertTrue(aws.ecs().listClusters().clusterArns().contains(made.clusterArn()));
    Cluster deleted = aws.ecs().deleteCluster(it -> it.cluster("shop")).cluster();
    assertEquals("INACTIVE", deleted.status());
    assertFalse(aws.ecs().listClusters().clusterArns().contains(made.clusterArn()));
  }

  @Test
  void aTaskStartsAnswersAndStops() throws Exception {
    Instant before = Instant.now().minusMillis(1);
    Task asked = aws.run(Definitions.of("page", Definitions.webserver(0)));
    assertEquals("PENDING", asked.lastStatus());
    assertEquals("RUNNING", asked.desiredStatus());
    assertEquals(LaunchType.EC2, asked.launchType());
    assertEquals("family:page", asked.group());
    assertEquals("16", asked.cpu());
    assertEquals("32", asked.memory());

    Task running = aws.running(asked);
    assertRuns(running, before);
    Container web = running.containers().getFirst();
    NetworkBinding binding = web.networkBindings().getFirst();
    assertEquals(80, binding.containerPort());
    assertEquals("tcp", binding.protocolAsString());
    assertEquals("127.0.0.1", binding.bindIP());
    String page = Pages.read(binding);
    assertTrue(page.contains(web.runtimeId().substring(0, 12)), page);
    assertEquals(List.of(asked.taskArn()), aws.ecs().listTasks().taskArns());

    Task stopping =
        aws.ecs().stopTask(it -> it.task(asked.taskArn()).reason("enough of it")).task();
    assertEquals("STOPPED", stopping.desiredStatus());
    Task stopped = aws.stopped(asked);
    assertStopped(stopped);
    assertFalse(Docker.runs(web.runtimeId()));
  }

  private static void assertRuns(Task task, Instant before) {
    assertEquals("RUNNING", task.lastStatus());
    assertEquals(Connectivity.CONNECTED, task.connectivity());
    assertInOrder(
        before,
        task.createdAt(),
        task.pullStartedAt(),
        task.pullStoppedAt(),
        task.startedAt(),
        Instant.now());
    assertInOrder(task.createdAt(), task.connectivityAt());
    assertNull(task.stoppingAt());
    assertNull(task.stopCode());
    Container container = task.containers().getFirst();
    assertEquals("RUNNING", container.lastStatus());
    assertEquals("argosy/webserver:1", container.image());
    assertNull(container.exitCode());
  }

  private static void assertStopped(Task task) {
    assertEquals("STOPPED", task.lastStatus());
    assertEquals(TaskStopCode.USER_INITIATED, task.stopCode());
    assertEquals("enough of it", task.stoppedReason());
    assertInOrder(task.startedAt(), task.stoppingAt(), task.stoppedAt(), Instant.now());
    assertInOrder(task.stoppingAt(), task.executionStoppedAt(), task.stoppedAt());
    Container container = task.containers().getFirst();
    assertEquals("STOPPED", container.lastStatus());
    assertEquals(0, container.exitCode());
  }

  private static void assertInOrder(Instant... moments) {
    for (int at = 1; at < moments.length; at++) {
      assertNotNull(moments[at], "moment " + at);
      // The API's times have milliseconds, and Docker and the server each read the clock.
      Instant earliest = moments[at - 1].minus(Duration.ofMillis(5));
      assertFalse(moments[at].isBefore(earliest), List.of(moments).toString());
    }
  }

  @Test
  void whatATaskReservesIsTakenFromItsInstanceAndComesBack() throws Exception {
    int port = Argosy.freePort();
    Left before = left();
    Task task =
        aws.run(
            Definitions.of(
                "reserves",
                Definitions.webserver(port).cpu(200).memory(64),
                Definitions.shell("beside", Definitions.STAY).memory(50).memoryReservation(36)));
    var ports = new TreeSet<>(before.ports());
    ports.add(port);
    Left during = new Left(before.cpuUnits() - 216, before.memoryMib() - 100, ports);
    assertEquals(during, left());
    aws.running(task);
    assertEquals(1, instance().runningTasksCount());
    assertEquals(during, left());
    aws.stop(task);
    assertEquals(before, left());
    assertEquals(0, instance().runningTasksCount());
  }

  private record Left(int cpuUnits, int memoryMib, Set<Integer> ports) {}

  private Left left() {
    List<Resource> all = instance().remainingResources();
    return new Left(
        resource(all, "CPU").integerValue(),
        resource(all, "MEMORY").integerValue(),
        resource(all, "PORTS").stringSetValue().stream()
            .map(Integer::valueOf)
            .collect(Collectors.toSet()));
  }

  private static Resource resource(List<Resource> all, String name) {
    return all.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private ContainerInstance instance() {
    List<String> arns =
        aws.ecs()
            .listContainerInstances(it -> it.status(ContainerInstanceStatus.ACTIVE))
            .containerInstanceArns();
    assertEquals(1, arns.size());
    return aws.ecs()
        .describeContainerInstances(it -> it.containerInstances(arns))
        .containerInstances()
        .getFirst();
  }

  @Test
  void severalTasksOfOneRequestHavePortsOfTheirOwn() throws Exception {
    String arn = aws.register(Definitions.of("several", Definitions.webserver(0)));
    List<Task> tasks =
        aws.running(aws.run(it -> it.taskDefinition(arn).count(3).startedBy("a-test")));
    List<Integer> ports =
        tasks.stream()
            .map(t -> t.containers().getFirst().networkBindings().getFirst().hostPort())
            .toList();
    assertEquals(3, ports.stream().distinct().count(), ports.toString());
    for (Task task : tasks) {
      Container web = task.containers().getFirst();
      assertTrue(
          Pages.read(web.networkBindings().getFirst()).contains(web.runtimeId().substring(0, 12)));
    }
    assertEquals(3, aws.ecs().listTasks(it -> it.startedBy("a-test")).taskArns().size());
    assertEquals(3, aws.ecs().listTasks(it -> it.family("several")).taskArns().size());
    assertEquals(List.of(), aws.ecs().listTasks(it -> it.family("other")).taskArns());
    aws.stop(tasks.getFirst());
    assertEquals(2, aws.ecs().listTasks().taskArns().size());
    assertTrue(
        aws.ecs()
            .listTasks(it -> it.family("several").desiredStatus(DesiredStatus.STOPPED))
            .taskArns()
            .contains(tasks.getFirst().taskArn()));
  }

  @Test
  void aClientTokenRunsATaskOnce() throws Exception {
    String arn = aws.register(Definitions.of("once", Definitions.webserver(0)));
    RunTaskRequest request =
        RunTaskRequest.builder().taskDefinition(arn).clientToken("token-of-a-test").build();
    Task first = aws.ecs().runTask(request).tasks().getFirst();
    Task again = aws.ecs().runTask(request).tasks().getFirst();
    assertEquals(first.taskArn(), again.taskArn());
    assertEquals(1, aws.ecs().listTasks().taskArns().size());
  }

  @Test
  void aRequestOverridesCommandAndEnvironment() throws Exception {
    RegisterTaskDefinitionRequest definition =
        Definitions.of(
            "overridden",
            Definitions.shell("teller", "echo not this")
                .environment(
                    Definitions.variable("KEPT", "kept"),
                    Definitions.variable("CHANGED", "as defined")));
    String arn = aws.register(definition);
    ContainerOverride override =
        ContainerOverride.builder()
            .name("teller")
            .command("echo $KEPT, $CHANGED, $ADDED; exit 7")
            .environment(
                Definitions.variable("CHANGED", "changed"), Definitions.variable("ADDED", "added"))
            .build();
    Task task =
        aws.run(it -> it.taskDefinition(arn).overrides(o -> o.containerOverrides(override)))
            .getFirst();
    Container teller = aws.stopped(task).containers().getFirst();
    assertEquals(7, teller.exitCode());
    assertEquals("kept, changed, added", Docker.logs(teller.runtimeId()).strip());
    var said = aws.describe(task).overrides().containerOverrides().getFirst();
    assertEquals("teller", said.name());
    assertEquals(2, said.environment().size());
  }

  @Test
  void containersCarryTheLabelsThatPeopleLookFor() throws Exception {
    Task task = aws.running(aws.run(Definitions.of("labels", Definitions.webserver(0))));
    JsonNode container = Docker.inspect(task.containers().getFirst().runtimeId());
    JsonNode labels = container.path("Config").path("Labels");
    assertEquals(task.taskArn(), labels.path("com.amazonaws.ecs.task-arn").asString());
    assertEquals("web", labels.path("com.amazonaws.ecs.container-name").asString());
    assertEquals("labels", labels.path("com.amazonaws.ecs.task-definition-family").asString());
    assertEquals("default", labels.path("com.amazonaws.ecs.cluster").asString());
    assertFalse(labels.path("argosy.host").asString("").isEmpty());
    assertTrue(container.path("Name").asString().startsWith("/ecs-labels-"));
  }
}
