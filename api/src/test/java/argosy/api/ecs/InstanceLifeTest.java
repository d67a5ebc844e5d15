package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.api.ApiRig;
import argosy.wire.WireError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckState;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.PutAttributesRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateContainerAgentRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateResponse;

/// What happens to instances between their registration and the end.
class InstanceLifeTest {
  private final ApiRig rig = new ApiRig().withCluster();
  private final String host = rig.host("default");

  @Test
  void aDrainingInstanceKeepsItsTasksAndTakesNoMore() {
    rig.define("web");
    rig.run(RunTaskRequest.builder().taskDefinition("web"));
    var answer = update("DRAINING", host, "ghost");
    ContainerInstance draining = answer.containerInstances().getFirst();
    assertEquals("DRAINING", draining.status());
    assertEquals(1, draining.pendingTasksCount());
    assertEquals(
        List.of(
            Failure.builder()
                .arn(ApiRig.ARN + "container-instance/default/ghost")
                .reason("MISSING")
                .build()),
        answer.failures());
    var more = RunTaskRequest.builder().taskDefinition("web");
    assertEquals(
        ApiRig.invalid("No Container Instances were found in your cluster."),
        rig.refused(more.build()));
    assertEquals(List.of(host), list(null), "all but those that left");
    assertEquals(List.of(host), list("DRAINING"));
    assertEquals(List.of(), list("ACTIVE"));
    update("ACTIVE", host);
    assertEquals(1, rig.run(more).size());
  }

  @Test
  void whoLeavesIsRememberedForAWhile() {
    rig.define("web");
    Task task = rig.run(RunTaskRequest.builder().taskDefinition("web")).getFirst();
    var leave = DeregisterContainerInstanceRequest.builder().containerInstance(host);
    assertEquals(
        ApiRig.invalid("Found running tasks on the instance."), rig.refused(leave.build()));
    ContainerInstance gone =
        rig.reply(DeregisterContainerInstanceResponse.class, leave.force(true).build())
            .containerInstance();
    assertEquals("INACTIVE", gone.status());
    assertEquals(false, gone.agentConnected());
    assertEquals(0, gone.pendingTasksCount());
    assertEquals("INACTIVE", describe().status());
    assertEquals(List.of(), list(null));
    Task orphan =
        rig.reply(
                DescribeTasksResponse.class,
                DescribeTasksRequest.builder().tasks(task.taskArn()).build())
            .tasks()
            .getFirst();
    assertEquals("STOPPED", orphan.lastStatus());
    assertEquals("UserInitiated", orphan.stopCodeAsString());
    assertEquals("Container instance deregistration forced by user", orphan.stoppedReason());
    String id = host.substring(host.lastIndexOf('/') + 1);
    assertEquals(
        ApiRig.invalid("Referenced container instance " + id + " not found."),
        rig.refused(leave.containerInstance(id).build()));
    assertEquals(
        "InvalidParameterException",
        rig.refused(
                RegisterContainerInstanceRequest.builder()
                    .containerInstanceArn(host)
                    .totalResources(gone.registeredResources())
                    .build())
            .code());
  }

  @Test
  void anAgentIsAsNewAsCanBe() {
    assertEquals(
        WireError.client(
            "NoUpdateAvailableException", "There is no update available for your container agent."),
        rig.refused(UpdateContainerAgentRequest.builder().containerInstance(host).build()));
    assertEquals(
        ApiRig.invalid("Container instance can not be blank."),
        rig.refused(UpdateContainerAgentRequest.builder().build()));
  }

  @Test
  void anInstanceSaysItsHealthAndItsProviderWhereTheyAreKnown() {
    rig.done(
        PutAttributesRequest.builder()
            .attributes(
                Attribute.builder()
                    .name("argosy.capacity-provider")
                    .value("mine")
                    .targetId(host)
                    .build())
            .build());
    ContainerInstance described = describe("CONTAINER_INSTANCE_HEALTH");
    assertEquals("mine", described.capacityProviderName());
    assertEquals(
        InstanceHealthCheckState.INSUFFICIENT_DATA, described.healthStatus().overallStatus());
    assertEquals(null, describe().healthStatus());
    assertEquals(
        ApiRig.invalid("include takes TAGS and CONTAINER_INSTANCE_HEALTH, not [MOOD]."),
        rig.refused(
            DescribeContainerInstancesRequest.builder()
                .containerInstances(host)
                .includeWithStrings("MOOD")
                .build()));
  }

  private ContainerInstance describe(String... include) {
    return rig.reply(
            DescribeContainerInstancesResponse.class,
            DescribeContainerInstancesRequest.builder()
                .containerInstances(host)
                .includeWithStrings(include)
                .build())
        .containerInstances()
        .getFirst();
  }

  private List<String> list(@Nullable String status) {
    return rig.reply(
            ListContainerInstancesResponse.class,
            ListContainerInstancesRequest.builder().status(status).build())
        .containerInstanceArns();
  }

  private UpdateContainerInstancesStateResponse update(String status, String... instances) {
    return rig.reply(
        UpdateContainerInstancesStateResponse.class,
        UpdateContainerInstancesStateRequest.builder()
            .status(status)
            .containerInstances(instances)
            .build());
  }
}
