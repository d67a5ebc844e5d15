package argosy.api.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.ConnectAgent;
import argosy.domain.network.Cidr6;
import argosy.domain.network.Ipv6;
import argosy.domain.network.Subnet;
import argosy.domain.network.SubnetIpv6;
import argosy.domain.network.Vpc;
import argosy.domain.network.VpcIpv6;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// Tasks of Fargate, Spot ones among them, as answers show them.
class FargateTest {
  private final ApiRig rig = new ApiRig().withCluster();

  /// Room for four tasks.
  FargateTest() {
    var request =
        RegisterContainerInstanceRequest.builder()
            .cluster("default")
            .totalResources(
                number("CPU", 1_024),
                number("MEMORY", 4_096),
                Resource.builder().name("PORTS").type("STRINGSET").build(),
                Resource.builder().name("PORTS_UDP").type("STRINGSET").build())
            .attributes(
                attribute("argosy.pool", "both"),
                attribute("argosy.underlay", "10.0.0.1"),
                attribute("ecs.capability.task-eni", null),
                attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18", null))
            .build();
    InstanceArn host =
        InstanceArn.parse(
                rig.reply(RegisterContainerInstanceResponse.class, request)
                    .containerInstance()
                    .containerInstanceArn())
            .orElseThrow();
    var versions = VersionInfo.builder().agentVersion("1.105.1").build();
    rig.cell().ask((picture, now, _) -> ConnectAgent.opened(picture, host, versions, now));
    rig.cell().drain();
    rig.done(
        PutClusterCapacityProvidersRequest.builder()
            .cluster("default")
            .capacityProviders("FARGATE", "FARGATE_SPOT")
            .defaultCapacityProviderStrategy(item("FARGATE_SPOT"))
            .build());
    rig.done(
        RegisterTaskDefinitionRequest.builder()
            .family("web")
            .networkMode("awsvpc")
            .cpu("256")
            .memory("512")
            .ephemeralStorage(it -> it.sizeInGiB(30))
            .requiresCompatibilities(Compatibility.FARGATE)
            .containerDefinitions(ContainerDefinition.builder().name("web").image("i").build())
            .build());
  }

  private static Resource number(String name, int value) {
    return Resource.builder().name(name).type("INTEGER").integerValue(value).build();
  }

  private static Attribute attribute(String name, @Nullable String value) {
    return Attribute.builder().name(name).value(value).build();
  }

  private static CapacityProviderStrategyItem item(String provider) {
    return CapacityProviderStrategyItem.builder().capacityProvider(provider).weight(1).build();
  }

  private NetworkConfiguration network() {
    List<String> subnets = rig.cell().picture().all(Subnet.KIND).stream().map(Subnet::id).toList();
    return NetworkConfiguration.builder().awsvpcConfiguration(v -> v.subnets(subnets)).build();
  }

  private RunTaskRequest.Builder web(int count) {
    return RunTaskRequest.builder()
        .taskDefinition("web")
        .count(count)
        .networkConfiguration(network());
  }

  private Task described(Task task) {
    return rig.reply(
            DescribeTasksResponse.class,
            DescribeTasksRequest.builder().tasks(task.taskArn()).build())
        .tasks()
        .getFirst();
  }

  @Test
  void theClustersStrategyMakesSpotTasks() {
    Task task = described(rig.run(web(1)).getFirst());
    assertEquals(LaunchType.FARGATE, task.launchType());
    assertEquals("FARGATE_SPOT", task.capacityProviderName());
    assertEquals("1.4.0", task.platformVersion());
    assertNull(task.containerInstanceArn());
    assertEquals(30, task.ephemeralStorage().sizeInGiB());
    assertEquals(30, task.fargateEphemeralStorage().sizeInGiB());
  }

  @Test
  void anInterruptedTaskSaysSo() {
    List<Task> spot = rig.run(web(4));
    var asked = web(1).capacityProviderStrategy(item("FARGATE")).build();
    RunTaskResponse refused = rig.reply(RunTaskResponse.class, asked);
    assertEquals(List.of(), refused.tasks());
    assertEquals(
        "Capacity is unavailable at this time. Please try again later or in a different"
            + " availability zone",
        refused.failures().getFirst().reason());
    List<Task> interrupted =
        spot.stream()
            .map(this::described)
            .filter(task -> task.desiredStatus().equals("STOPPED"))
            .toList();
    assertEquals(1, interrupted.size());
    assertEquals("SpotInterruption", interrupted.getFirst().stopCodeAsString());
    assertEquals("Your Spot Task was interrupted.", interrupted.getFirst().stoppedReason());
  }

  @Test
  void tasksHaveIpv6AddressesWhereTheAccountAndTheSubnetSaySo() {
    giveIpv6();
    rig.done(
        PutAccountSettingDefaultRequest.builder().name("dualStackIPv6").value("disabled").build());
    assertNull(address6(rig.run(web(1)).getFirst()), "the account says no");
    rig.done(
        PutAccountSettingDefaultRequest.builder().name("dualStackIPv6").value("enabled").build());
    Task task = rig.run(web(1)).getFirst();
    String address = address6(task);
    assertTrue(address.startsWith("fd61:7267:"), address);
    assertEquals(address, address6(described(task)));
  }

  /// To all subnets, which give each interface an address.
  private void giveIpv6() {
    Picture picture = rig.cell().picture();
    String vpc = picture.all(Vpc.KIND).iterator().next().id();
    rig.cell().ask((now, _, random) -> VpcIpv6.associate(now, vpc, random));
    rig.cell().drain();
    long part = 0;
    Cidr6 all =
        Optional.ofNullable(Vpc.find(rig.cell().picture(), vpc).orElseThrow().ipv6())
            .orElseThrow()
            .cidr();
    for (Subnet subnet : picture.all(Subnet.KIND)) {
      var cidr = new Cidr6(new Ipv6(all.first().high() + part++, 0), 64);
      rig.cell().ask((now, _, random) -> SubnetIpv6.associate(now, subnet.id(), cidr, random));
      rig.cell().drain();
      rig.done(
          ModifySubnetAttributeRequest.builder()
              .subnetId(subnet.id())
              .assignIpv6AddressOnCreation(it -> it.value(true))
              .build());
    }
  }

  private String address6(Task task) {
    return described(task).containers().getFirst().networkInterfaces().getFirst().ipv6Address();
  }

  @Test
  void servicesTakeSpot() {
    var asked =
        CreateServiceRequest.builder()
            .serviceName("web")
            .taskDefinition("web")
            .desiredCount(2)
            .networkConfiguration(network())
            .capacityProviderStrategy(item("FARGATE_SPOT"), item("FARGATE"))
            .build();
    var service = rig.reply(CreateServiceResponse.class, asked).service();
    assertNull(service.launchType());
    assertEquals(2, service.capacityProviderStrategy().size());
  }
}
