package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointRequest;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

class InstancesTest {
  private final ApiRig rig = new ApiRig().withCluster();

  @Test
  void whatAnAgentSendsComesBack() {
    var request =
        RegisterContainerInstanceRequest.builder()
            .cluster(ApiRig.ARN + "cluster/default")
            .totalResources(
                Resource.builder().name("CPU").integerValue(1_024).build(),
                Resource.builder().name("MEMORY").integerValue(512).build())
            .attributes(
                Attribute.builder().name("ecs.os-type").value("linux").build(),
                Attribute.builder().name("external").build())
            .tags(Tag.builder().key("rack").value("7").build())
            .build();
    ContainerInstance made =
        rig.reply(RegisterContainerInstanceResponse.class, request).containerInstance();
    assertTrue(
        made.containerInstanceArn().startsWith(ApiRig.ARN + "container-instance/default/"),
        made.containerInstanceArn());
    assertEquals("ACTIVE", made.status());
    assertEquals(false, made.agentConnected());
    assertTrue(made.attributes().containsAll(request.attributes()));
    assertEquals(request.totalResources(), made.registeredResources());
    assertEquals(request.totalResources(), made.remainingResources());
    assertEquals(request.tags(), made.tags());
    assertEquals(ApiRig.NOON, made.registeredAt());
  }

  @Test
  void aRegistrationNeedsAClusterAndResources() {
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(RegisterContainerInstanceRequest.builder().cluster("nowhere").build()));
    assertEquals(
        ApiRig.invalid("totalResources needs CPU with a positive integerValue."),
        rig.refused(RegisterContainerInstanceRequest.builder().build()));
  }

  @Test
  void remainingResourcesAreWhatTasksLeave() {
    String host = rig.host("default");
    var port = PortMapping.builder().containerPort(80).hostPort(8_080).build();
    rig.done(
        ApiRig.definition("web")
            .containerDefinitions(
                ContainerDefinition.builder()
                    .name("web")
                    .image("busybox")
                    .cpu(256)
                    .memory(128)
                    .portMappings(port)
                    .build())
            .build());
    rig.run(RunTaskRequest.builder().taskDefinition("web"));
    ContainerInstance instance = describe(host).containerInstances().getFirst();
    Map<String, Resource> left = new HashMap<>();
    instance.remainingResources().forEach(resource -> left.put(resource.name(), resource));
    assertEquals(
        Map.of(
            "CPU", integer("CPU", 1_792),
            "MEMORY", integer("MEMORY", 3_968),
            "PORTS", strings("PORTS", "22", "8080"),
            "PORTS_UDP", strings("PORTS_UDP")),
        left);
    assertEquals(1, instance.pendingTasksCount());
    assertEquals(0, instance.runningTasksCount());
    assertEquals(true, instance.agentConnected());
    assertEquals("1.105.1", instance.versionInfo().agentVersion());
  }

  @Test
  void anInstanceIsNamedByIdOrArn() {
    String host = rig.host("default");
    String id = host.substring(host.lastIndexOf('/') + 1);
    for (String reference : List.of(id, host, ApiRig.ARN + "container-instance/" + id)) {
      assertEquals(
          host, describe(reference).containerInstances().getFirst().containerInstanceArn());
    }
    DescribeContainerInstancesResponse missing = describe("ghost");
    assertEquals(List.of(), missing.containerInstances());
    assertEquals(
        List.of(
            Failure.builder()
                .arn(ApiRig.ARN + "container-instance/default/ghost")
                .reason("MISSING")
                .build()),
        missing.failures());
  }

  @Test
  void describingNeedsOneToAHundredOfOneCluster() {
    assertEquals(
        ApiRig.invalid("Container instance cannot be empty."),
        rig.refused(DescribeContainerInstancesRequest.builder().build()));
    assertEquals(
        ApiRig.invalid("containerInstances has at most 100 entries, not 101."),
        rig.refused(
            DescribeContainerInstancesRequest.builder()
                .containerInstances(Collections.nCopies(101, "i"))
                .build()));
    rig.done(CreateClusterRequest.builder().clusterName("other").build());
    assertEquals(
        ApiRig.invalid(
            "Invalid identifier: Identifier is for cluster other. Your cluster is default"),
        rig.refused(
            DescribeContainerInstancesRequest.builder()
                .containerInstances(rig.host("other"))
                .build()));
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(
            DescribeContainerInstancesRequest.builder()
                .cluster("nowhere")
                .containerInstances("i")
                .build()));
  }

  @Test
  void instancesAreListedByClusterAndStatus() {
    rig.done(CreateClusterRequest.builder().clusterName("other").build());
    String here = rig.host("default");
    String there = rig.host("other");
    assertEquals(List.of(here), list(ListContainerInstancesRequest.builder()));
    assertEquals(List.of(there), list(ListContainerInstancesRequest.builder().cluster("other")));
    assertEquals(List.of(here), list(ListContainerInstancesRequest.builder().status("ACTIVE")));
    assertEquals(List.of(), list(ListContainerInstancesRequest.builder().status("DRAINING")));
    assertEquals(
        ApiRig.invalid(
            "status must be one of [ACTIVE, DRAINING, REGISTERING, DEREGISTERING,"
                + " REGISTRATION_FAILED], not INACTIVE."),
        rig.refused(ListContainerInstancesRequest.builder().status("INACTIVE").build()));
    assertEquals(
        ApiRig.clusterNotFound(),
        rig.refused(ListContainerInstancesRequest.builder().cluster("nowhere").build()));
    assertEquals(
        List.of(here),
        list(ListContainerInstancesRequest.builder().filter("runningTasksCount == 0")));
    assertEquals(
        List.of(), list(ListContainerInstancesRequest.builder().filter("attribute:no exists")));
    assertEquals(
        ApiRig.invalid("Invalid filter: expected a value at position 15 of 'attribute:x =='."),
        rig.refused(ListContainerInstancesRequest.builder().filter("attribute:x ==").build()));
  }

  @Test
  void agentsLearnWhereTheirSocketsAre() {
    var answer =
        rig.reply(
            DiscoverPollEndpointResponse.class, DiscoverPollEndpointRequest.builder().build());
    assertEquals("http://127.0.0.1:4566/acs", answer.endpoint());
    assertEquals("http://127.0.0.1:4566/tcs", answer.telemetryEndpoint());
  }

  private DescribeContainerInstancesResponse describe(String reference) {
    return rig.reply(
        DescribeContainerInstancesResponse.class,
        DescribeContainerInstancesRequest.builder().containerInstances(reference).build());
  }

  private List<String> list(ListContainerInstancesRequest.Builder request) {
    return rig.reply(ListContainerInstancesResponse.class, request.build()).containerInstanceArns();
  }

  private static Resource integer(String name, int value) {
    return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
  }

  private static Resource strings(String name, String... values) {
    return Resource.builder().name(name).type("STRINGSET").stringSetValue(values).build();
  }
}
