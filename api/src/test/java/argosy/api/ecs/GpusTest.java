package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argosy.api.ApiRig;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.ConnectAgent;
import argosy.domain.task.ReportTask;
import argosy.domain.task.TaskReport;
import argosy.wire.shape.Unmodelled;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.PlatformDevice;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// GPUs from an instance's registration to a task's containers, and back.
class GpusTest {
  private static final List<String> IDS = List.of("GPU-b", "GPU-a", "GPU-c");

  private final ApiRig rig = new ApiRig().withCluster();
  private String host = "";

  @BeforeEach
  void hostWithThree() {
    RegisterContainerInstanceRequest request = registration().build();
    ContainerInstance made =
        rig.reply(RegisterContainerInstanceResponse.class, request).containerInstance();
    assertEquals(IDS, gpus(made.registeredResources()));
    assertEquals(IDS, gpus(made.remainingResources()));
    host = made.containerInstanceArn();
    InstanceArn arn = InstanceArn.parse(host).orElseThrow();
    VersionInfo versions = VersionInfo.builder().build();
    rig.cell().ask((picture, now, _) -> ConnectAgent.opened(picture, arn, versions, now));
    rig.done(
        ApiRig.definition("train")
            .containerDefinitions(container("model", 1), container("data", 0), container("log", 1))
            .build());
  }

  private static RegisterContainerInstanceRequest.Builder registration() {
    return RegisterContainerInstanceRequest.builder()
        .totalResources(
            Resource.builder().name("CPU").type("INTEGER").integerValue(4_096).build(),
            Resource.builder().name("MEMORY").type("INTEGER").integerValue(4_096).build())
        .versionInfo(it -> it.agentVersion("1.2").agentHash("abc").dockerVersion("28"))
        .platformDevices(
            IDS.stream().map(id -> PlatformDevice.builder().id(id).type("GPU").build()).toList());
  }

  private static ContainerDefinition container(String name, int gpus) {
    return ContainerDefinition.builder()
        .name(name)
        .image("busybox")
        .memory(64)
        .resourceRequirements(requirements(gpus))
        .build();
  }

  private static List<ResourceRequirement> requirements(int gpus) {
    return gpus == 0
        ? List.of()
        : List.of(ResourceRequirement.builder().type("GPU").value(Integer.toString(gpus)).build());
  }

  private static List<String> gpus(List<Resource> resources) {
    Resource found =
        resources.stream().filter(it -> it.name().equals("GPU")).findFirst().orElseThrow();
    assertEquals("STRINGSET", found.type());
    return found.stringSetValue();
  }

  private static Map<String, List<String>> gpus(Task task) {
    return task.containers().stream()
        .filter(Container::hasGpuIds)
        .collect(Collectors.toMap(Container::name, Container::gpuIds));
  }

  private ContainerInstance instance() {
    return rig.reply(
            DescribeContainerInstancesResponse.class,
            DescribeContainerInstancesRequest.builder().containerInstances(host).build())
        .containerInstances()
        .getFirst();
  }

  @Test
  void aTaskHasItsGpusUntilItIsStopped() {
    Task task = rig.run(RunTaskRequest.builder().taskDefinition("train")).getFirst();
    Map<String, List<String>> own = Map.of("model", List.of("GPU-b"), "log", List.of("GPU-a"));
    assertEquals(own, gpus(task));
    var described =
        rig.reply(
            DescribeTasksResponse.class,
            DescribeTasksRequest.builder().tasks(task.taskArn()).build());
    assertEquals(own, gpus(described.tasks().getFirst()));
    assertEquals(IDS, gpus(instance().registeredResources()));
    assertEquals(List.of("GPU-c"), gpus(instance().remainingResources()));

    RunTaskRequest another = RunTaskRequest.builder().taskDefinition("train").build();
    var veto =
        Failure.builder()
            .arn(host)
            .reason("RESOURCE:GPU")
            .detail("The task needs 2 GPUs, free are: [GPU-c].")
            .build();
    assertEquals(List.of(veto), rig.reply(RunTaskResponse.class, another).failures());

    var ended =
        new TaskReport(
            TaskArn.parse(task.taskArn()).orElseThrow(),
            "STOPPED",
            "",
            List.of(),
            null,
            null,
            null);
    rig.cell().ask((picture, now, _) -> ReportTask.decide(picture, ended, now));
    assertEquals(IDS, gpus(instance().remainingResources()));
    assertEquals(own, gpus(rig.reply(RunTaskResponse.class, another).tasks().getFirst()));
  }

  @Test
  void overridesSayHowManyOfOneContainer() {
    var more =
        ContainerOverride.builder().name("data").resourceRequirements(requirements(1)).build();
    var request =
        StartTaskRequest.builder()
            .taskDefinition("train")
            .containerInstances(host, host)
            .overrides(TaskOverride.builder().containerOverrides(more).build());
    StartTaskResponse started = rig.reply(StartTaskResponse.class, request.build());
    assertEquals(
        List.of(
            Map.of("model", List.of("GPU-b"), "data", List.of("GPU-a"), "log", List.of("GPU-c"))),
        started.tasks().stream().map(GpusTest::gpus).toList());
    assertEquals(
        List.of("The task needs 3 GPUs, none is free."),
        started.failures().stream().map(Failure::detail).toList());

    var none = ResourceRequirement.builder().type("GPU").value("0").build();
    var odd = more.toBuilder().resourceRequirements(none).build();
    assertEquals(
        ApiRig.invalid(
            "Invalid setting for container 'data'. The number of GPUs must be positive, not '0'."),
        rig.refused(
            request.overrides(TaskOverride.builder().containerOverrides(odd).build()).build()));
  }

  @Test
  void tasksWithoutGpusSayNothingOfThem() {
    rig.define("web");
    Task task = rig.run(RunTaskRequest.builder().taskDefinition("web")).getFirst();
    assertFalse(ApiRig.only(task).hasGpuIds());
    assertEquals(IDS, gpus(instance().remainingResources()));
  }

  @Test
  void aRegistrationThatIsRepeatedIsTheSameInstance() {
    var request = registration();
    Unmodelled.CLIENT_TOKEN.put(request, "7d6c");
    List<String> arns =
        Stream.generate(request::build)
            .limit(2)
            .map(it -> rig.reply(RegisterContainerInstanceResponse.class, it))
            .map(it -> it.containerInstance().containerInstanceArn())
            .distinct()
            .toList();
    assertEquals(1, arns.size());
    assertFalse(arns.contains(host), "whose registration had no token");
    VersionInfo versions = instance().versionInfo();
    assertEquals(
        "1.2 abc 28",
        String.join(" ", versions.agentVersion(), versions.agentHash(), versions.dockerVersion()));
  }
}
