package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.WireError;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.SubmitContainerStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitContainerStateChangeResponse;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeResponse;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class TasksTest {
  private static final Tag TAG = Tag.builder().key("team").value("a").build();

  private final ApiRig rig = new ApiRig();
  private String host = "";

  @BeforeEach
  void aClusterWithAHost() {
    rig.withCluster();
    host = rig.host("default");
    rig.define("web");
  }

  @Test
  void aTaskIsRunAndDescribed() {
    Task task = rig.run(web().startedBy("me").tags(TAG)).getFirst();
    assertTrue(task.taskArn().startsWith(ApiRig.ARN + "task/default/"), task.taskArn());
    assertEquals(ApiRig.ARN + "cluster/default", task.clusterArn());
    assertEquals(ApiRig.ARN + "task-definition/web:1", task.taskDefinitionArn());
    assertEquals(host, task.containerInstanceArn());
    assertEquals("PENDING", task.lastStatus());
    assertEquals("RUNNING", task.desiredStatus());
    assertEquals(LaunchType.EC2, task.launchType());
    assertEquals("family:web", task.group());
    assertEquals("me", task.startedBy());
    assertEquals("256", task.cpu());
    assertEquals("128", task.memory());
    assertEquals(ApiRig.NOON, task.createdAt());
    assertEquals(List.of(TAG), task.tags());
    Container container = ApiRig.only(task);
    assertEquals("web", container.name());
    assertEquals("busybox", container.image());
    assertEquals("PENDING", container.lastStatus());
    assertEquals(task.taskArn(), container.taskArn());
    assertTrue(
        container.containerArn().startsWith(task.taskArn().replace("task/", "container/") + "/"),
        container.containerArn());

    assertEquals(List.of(), describe(task).tags(), "tags only where they are asked for");
    assertEquals(
        List.of(TAG),
        rig.reply(
                DescribeTasksResponse.class,
                DescribeTasksRequest.builder()
                    .tasks(task.taskArn())
                    .include(TaskField.TAGS)
                    .build())
            .tasks()
            .getFirst()
            .tags());
  }

  @Test
  void whatFindsNoPlaceIsAFailure() {
    var answer = rig.reply(RunTaskResponse.class, web().count(9).build());
    assertEquals(8, answer.tasks().size());
    assertEquals(
        List.of(
            Failure.builder()
                .arn(host)
                .reason("RESOURCE:CPU")
                .detail("The task needs 256 CPU units, 0 are free.")
                .build()),
        answer.failures());
  }

  @Test
  void aTaskLivesAsItsAgentSays() {
    Task task = rig.run(web()).getFirst();
    rig.pass(Duration.ofSeconds(1));
    var binding = NetworkBinding.builder().containerPort(80).hostPort(32_768).build();
    report(
        SubmitTaskStateChangeRequest.builder()
            .task(task.taskArn())
            .status("RUNNING")
            .containers(
                ContainerStateChange.builder()
                    .containerName("web")
                    .status("RUNNING")
                    .runtimeId("abc")
                    .networkBindings(binding)
                    .build())
            .pullStartedAt(ApiRig.NOON)
            .pullStoppedAt(ApiRig.NOON.plusMillis(500)));
    Task runs = describe(task);
    assertEquals("RUNNING", runs.lastStatus());
    assertEquals(Connectivity.CONNECTED, runs.connectivity());
    assertEquals(ApiRig.NOON.plusSeconds(1), runs.startedAt());
    assertEquals(ApiRig.NOON, runs.pullStartedAt());
    assertEquals(List.of(binding), ApiRig.only(runs).networkBindings());
    assertEquals("abc", ApiRig.only(runs).runtimeId());
    assertNull(runs.stopCode());

    var one =
        SubmitContainerStateChangeRequest.builder()
            .task(task.taskArn())
            .containerName("web")
            .status("STOPPED")
            .exitCode(3)
            .build();
    assertEquals("ok", rig.reply(SubmitContainerStateChangeResponse.class, one).acknowledgment());
    Task stopping = describe(task);
    assertEquals("STOPPING", stopping.lastStatus());
    assertEquals("STOPPED", stopping.desiredStatus());

    report(SubmitTaskStateChangeRequest.builder().task(task.taskArn()).status("STOPPED"));
    Task over = describe(task);
    assertEquals("STOPPED", over.lastStatus());
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, over.stopCode());
    assertEquals("Essential container in task exited", over.stoppedReason());
    assertEquals(3, ApiRig.only(over).exitCode());
    assertEquals(ApiRig.NOON.plusSeconds(1), over.stoppedAt());
  }

  @Test
  void aReportNeedsATaskOfThisCell() {
    Task task = rig.run(web()).getFirst();
    for (String odd : List.of("t1", task.taskArn().replace("us-east-1", "eu-west-1"), host)) {
      var error = ApiRig.invalid("task must be the ARN of a task, not " + odd);
      assertEquals(error, rig.refused(SubmitTaskStateChangeRequest.builder().task(odd).build()));
      assertEquals(
          error, rig.refused(SubmitContainerStateChangeRequest.builder().task(odd).build()));
    }
    String unknown = ApiRig.ARN + "task/default/unknown";
    assertEquals(
        ApiRig.invalid("The task " + unknown + " is not known here."),
        rig.refused(
            SubmitTaskStateChangeRequest.builder().task(unknown).status("STOPPED").build()));
  }

  @Test
  void aTaskIsStoppedWithAReason() {
    Task task = rig.run(web().tags(TAG)).getFirst();
    Task stopped = stop(StopTaskRequest.builder().task(task.taskArn()).reason("new release"));
    assertEquals("STOPPED", stopped.desiredStatus());
    assertEquals("STOPPING", stopped.lastStatus());
    assertEquals(TaskStopCode.USER_INITIATED, stopped.stopCode());
    assertEquals("new release", stopped.stoppedReason());
    assertEquals(ApiRig.NOON, stopped.stoppingAt());

    Task other = rig.run(web()).getFirst();
    String id = other.taskArn().substring(other.taskArn().lastIndexOf('/') + 1);
    assertEquals("Task stopped by user", stop(StopTaskRequest.builder().task(id)).stoppedReason());
  }

  @Test
  void stoppingNeedsATaskThatIsThere() {
    rig.done(CreateClusterRequest.builder().clusterName("other").build());
    Task task = rig.run(web()).getFirst();
    var notFound = ApiRig.invalid("The referenced task was not found.");
    assertEquals(
        ApiRig.invalid("task is required: the id or ARN of the task to stop."),
        rig.refused(StopTaskRequest.builder().build()));
    assertEquals(notFound, rig.refused(StopTaskRequest.builder().task("ghost").build()));
    assertEquals(
        notFound,
        rig.refused(
            StopTaskRequest.builder()
                .task(task.taskArn().replace("us-east-1", "eu-west-1"))
                .build()));
    assertEquals(
        ApiRig.invalid(
            "Invalid identifier: Identifier is for cluster default. Your cluster is other"),
        rig.refused(StopTaskRequest.builder().cluster("other").task(task.taskArn()).build()));
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(StopTaskRequest.builder().cluster("nowhere").task("t").build()));
  }

  @Test
  void aTaskThatIsNotThereIsAFailure() {
    Task task = rig.run(web()).getFirst();
    var answer =
        rig.reply(
            DescribeTasksResponse.class,
            DescribeTasksRequest.builder().tasks("ghost", task.taskArn(), host).build());
    assertEquals(List.of(task.taskArn()), answer.tasks().stream().map(Task::taskArn).toList());
    assertEquals(
        List.of(ApiRig.ARN + "task/default/ghost", host),
        answer.failures().stream().map(Failure::arn).toList());
    assertEquals("MISSING", answer.failures().getFirst().reason());
  }

  @Test
  void describingNeedsOneToAHundredOfOneCluster() {
    assertEquals(
        ApiRig.invalid("Tasks cannot be empty."),
        rig.refused(DescribeTasksRequest.builder().build()));
    assertEquals(
        ApiRig.invalid("tasks has at most 100 entries, not 101."),
        rig.refused(DescribeTasksRequest.builder().tasks(Collections.nCopies(101, "t")).build()));
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(DescribeTasksRequest.builder().cluster("nowhere").tasks("t").build()));
    assertEquals(
        ApiRig.invalid(
            "Invalid identifier: Identifier is for cluster other. Your cluster is default"),
        rig.refused(DescribeTasksRequest.builder().tasks(ApiRig.ARN + "task/other/t").build()));
  }

  @Test
  void tasksAreListedByWhatIsAskedFor() {
    rig.define("api");
    String web = rig.run(web().startedBy("me")).getFirst().taskArn();
    String api = rig.run(RunTaskRequest.builder().taskDefinition("api")).getFirst().taskArn();
    String gone = rig.run(web()).getFirst().taskArn();
    rig.done(StopTaskRequest.builder().task(gone).build());
    assertEquals(List.of(web, api).stream().sorted().toList(), list(ListTasksRequest.builder()));
    assertEquals(List.of(gone), list(ListTasksRequest.builder().desiredStatus("STOPPED")));
    assertEquals(List.of(), list(ListTasksRequest.builder().desiredStatus("PENDING")));
    assertEquals(List.of(api), list(ListTasksRequest.builder().family("api")));
    assertEquals(List.of(web), list(ListTasksRequest.builder().startedBy("me")));
    assertEquals(List.of(), list(ListTasksRequest.builder().launchType("FARGATE")));
    assertEquals(2, list(ListTasksRequest.builder().launchType("EC2")).size());
    assertEquals(
        "ServiceNotFoundException",
        rig.refused(ListTasksRequest.builder().serviceName("web").build()).code());
    assertEquals(2, list(ListTasksRequest.builder().containerInstance(host)).size());
    assertEquals(List.of(), list(ListTasksRequest.builder().containerInstance("ghost")));
  }

  @Test
  void aListingThatCannotBeIsRefused() {
    assertEquals(
        ApiRig.clusterNotFound(), rig.refused(ListTasksRequest.builder().cluster("no").build()));
    assertEquals(
        ApiRig.invalid("desiredStatus must be RUNNING, PENDING or STOPPED, not GONE."),
        rig.refused(ListTasksRequest.builder().desiredStatus("GONE").build()));
    assertEquals(
        ApiRig.invalid(
            "launchType must be EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES, not LAMBDA."),
        rig.refused(ListTasksRequest.builder().launchType("LAMBDA").build()));
  }

  @Test
  void whatRunTaskCannotHonourIsRefusedByName() {
    assertEquals(
        unsupported("enableExecuteCommand"),
        rig.refused(web().enableExecuteCommand(true).enableECSManagedTags(false).build()));
    assertEquals(
        ApiRig.invalid(
            "Network Configuration is not valid for the given networkMode of this task"
                + " definition."),
        rig.refused(
            web().networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("s-1"))).build()));
    assertEquals(
        ApiRig.invalid(
            "The strategy spread takes the field instanceId, host, or attribute:NAME, such as"
                + " attribute:ecs.availability-zone."),
        rig.refused(
            web().placementStrategy(PlacementStrategy.builder().type("spread").build()).build()));
    assertEquals(
        ApiRig.invalid(
            "ephemeralStorage is only supported for tasks on Fargate. Leave it out, or use network"
                + " mode awsvpc, a size of Fargate, and the launch type FARGATE."),
        rig.refused(override(TaskOverride.builder().ephemeralStorage(e -> e.sizeInGiB(30)))));
    assertEquals(
        ApiRig.invalid("Each of containerOverrides needs the name of its container."),
        rig.refused(override(containers(ContainerOverride.builder().command("ls")))));
    assertEquals(List.of(), list(ListTasksRequest.builder()));
  }

  @Test
  void overridesAreShownForEachContainer() {
    var override = ContainerOverride.builder().name("web").memory(64).command("ls").build();
    Task task =
        rig.run(
                web()
                    .overrides(
                        TaskOverride.builder().cpu("512").containerOverrides(override).build()))
            .getFirst();
    assertEquals("512", task.overrides().cpu());
    assertEquals(List.of(override), task.overrides().containerOverrides());
    assertEquals("512", task.cpu());
    assertEquals("64", task.memory());
    assertEquals("64", ApiRig.only(task).memory());
    assertEquals(
        List.of(ContainerOverride.builder().name("web").build()),
        rig.run(web()).getFirst().overrides().containerOverrides());
  }

  @Test
  void aTaskIsStartedWhereItsCallerWants() {
    var answer =
        rig.reply(
            StartTaskResponse.class,
            StartTaskRequest.builder()
                .taskDefinition("web")
                .containerInstances(host, "ghost")
                .enableECSManagedTags(true)
                .build());
    Task task = answer.tasks().getFirst();
    assertEquals(host, task.containerInstanceArn());
    assertEquals("aws:ecs:clusterName", task.tags().getFirst().key());
    assertEquals(
        List.of(
            Failure.builder()
                .arn(ApiRig.ARN + "container-instance/default/ghost")
                .reason("MISSING")
                .build()),
        answer.failures());
    assertEquals(
        ApiRig.invalid(
            "Network Configuration is not valid for the given networkMode of this task"
                + " definition."),
        rig.refused(
            StartTaskRequest.builder()
                .taskDefinition("web")
                .containerInstances(host)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("s-1")))
                .build()));
  }

  @Test
  void runningNeedsAClusterAndADefinition() {
    assertEquals(ApiRig.clusterNotFound(), rig.refused(web().cluster("nowhere").build()));
    assertEquals(
        ApiRig.client("Task definition can not be blank."),
        rig.refused(RunTaskRequest.builder().build()));
    assertEquals(
        ApiRig.client("TaskDefinition not found."),
        rig.refused(RunTaskRequest.builder().taskDefinition("ghost").build()));
    rig.done(CreateClusterRequest.builder().clusterName("empty").build());
    assertEquals(
        ApiRig.invalid("No Container Instances were found in your cluster."),
        rig.refused(web().cluster("empty").build()));
  }

  @Test
  void aRepeatedTokenAnswersTheSameTask() {
    Task first = rig.run(web().clientToken("x")).getFirst();
    assertEquals(first, rig.run(web().clientToken("x")).getFirst());
    assertEquals(1, list(ListTasksRequest.builder()).size());
    rig.define("api");
    assertEquals(
        new WireError(
            "ConflictException",
            "The provided clientToken is already in use with a different RunTask request.",
            400,
            Map.of("resourceIds", List.of(first.taskArn()))),
        rig.refused(RunTaskRequest.builder().taskDefinition("api").clientToken("x").build()));
  }

  private static RunTaskRequest.Builder web() {
    return RunTaskRequest.builder().taskDefinition("web");
  }

  private static RunTaskRequest override(TaskOverride.Builder overrides) {
    return web().overrides(overrides.build()).build();
  }

  private static TaskOverride.Builder containers(ContainerOverride.Builder override) {
    return TaskOverride.builder().containerOverrides(override.build());
  }

  private static WireError unsupported(String members) {
    return ApiRig.invalid(
        "Argosy does not support "
            + members
            + " here yet. Leave it out; docs/compat.md says what is built.");
  }

  private Task stop(StopTaskRequest.Builder request) {
    return rig.reply(StopTaskResponse.class, request.build()).task();
  }

  private Task describe(Task task) {
    return rig.reply(
            DescribeTasksResponse.class,
            DescribeTasksRequest.builder().tasks(task.taskArn()).build())
        .tasks()
        .getFirst();
  }

  private void report(SubmitTaskStateChangeRequest.Builder request) {
    assertEquals(
        "ok", rig.reply(SubmitTaskStateChangeResponse.class, request.build()).acknowledgment());
  }

  private List<String> list(ListTasksRequest.Builder request) {
    return rig.reply(ListTasksResponse.class, request.build()).taskArns();
  }
}
