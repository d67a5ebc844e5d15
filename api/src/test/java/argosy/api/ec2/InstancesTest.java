package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.domain.fabric.Berths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DeregisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Container instances as EC2's instances.
class InstancesTest {
  private static final String NOBODY = "i-0123456789abcdef0";

  private final NetworkRig net = new NetworkRig();
  private final ApiRig rig = net.rig.withCluster();

  private static Resource resource(String name) {
    return Resource.builder().name(name).type("INTEGER").integerValue(1_024).build();
  }

  private static Attribute attribute(String name, String value) {
    return Attribute.builder().name(name).value(value).build();
  }

  private ContainerInstance host(String name, Attribute... attributes) {
    return rig.reply(
            RegisterContainerInstanceResponse.class,
            RegisterContainerInstanceRequest.builder()
                .cluster("default")
                .totalResources(resource("CPU"), resource("MEMORY"))
                .attributes(attributes)
                .tags(Tag.builder().key("name").value(name).build())
                .build())
        .containerInstance();
  }

  private ContainerInstance networked(String name) {
    return host(
        name,
        attribute(Berths.UNDERLAY, "10.9.0.1"),
        attribute("ecs.instance-type", "m7.large"),
        attribute("ecs.availability-zone", "us-east-1b"));
  }

  private List<Instance> described(DescribeInstancesRequest.Builder request) {
    return rig.reply(DescribeInstancesResponse.class, request.build()).reservations().stream()
        .flatMap(it -> it.instances().stream())
        .toList();
  }

  private List<String> found(String filter, String... values) {
    return described(DescribeInstancesRequest.builder().filters(NetworkRig.filter(filter, values)))
        .stream()
        .map(Instance::instanceId)
        .toList();
  }

  @Test
  void aHostIsAnInstanceAtItsInterface() {
    ContainerInstance host = networked("one");
    Instance it = described(DescribeInstancesRequest.builder()).getFirst();
    assertEquals(host.ec2InstanceId(), it.instanceId());
    assertEquals("running", it.state().nameAsString());
    assertEquals("m7.large", it.instanceTypeAsString());
    assertEquals("us-east-1b", it.placement().availabilityZone());
    assertEquals("use1-az2", it.placement().availabilityZoneId());
    assertEquals(net.defaultVpc().vpcId(), it.vpcId());
    assertEquals("one", it.tags().getFirst().value());
    assertEquals(ApiRig.NOON, it.launchTime());
    var own =
        rig.reply(
                DescribeNetworkInterfacesResponse.class,
                DescribeNetworkInterfacesRequest.builder()
                    .filters(NetworkRig.filter("attachment.instance-id", it.instanceId()))
                    .build())
            .networkInterfaces()
            .getFirst();
    assertEquals(it.instanceId(), own.attachment().instanceId());
    assertEquals(own.privateIpAddress(), it.privateIpAddress());
    assertEquals(own.subnetId(), it.subnetId());
    assertEquals(own.networkInterfaceId(), it.networkInterfaces().getFirst().networkInterfaceId());
    assertEquals("default", it.securityGroups().getFirst().groupName());
  }

  @Test
  void whoTakesNoPartInVpcsIsOneToo() {
    ContainerInstance host = host("alone");
    Instance it = described(DescribeInstancesRequest.builder()).getFirst();
    assertEquals(host.ec2InstanceId(), it.instanceId());
    assertNull(it.privateIpAddress());
    assertEquals(List.of(), it.networkInterfaces());
    assertEquals("us-east-1a", it.placement().availabilityZone());
  }

  @Test
  void filtersLookAtHostsAndTheirInterfaces() {
    String one = networked("one").ec2InstanceId();
    String two = host("two").ec2InstanceId();
    Instance it = described(DescribeInstancesRequest.builder().instanceIds(one)).getFirst();
    assertEquals(List.of(two), found("instance-id", two));
    assertEquals(List.of(one), found("private-ip-address", it.privateIpAddress()));
    assertEquals(List.of(one), found("vpc-id", it.vpcId()));
    assertEquals(List.of(one), found("subnet-id", it.subnetId()));
    assertEquals(List.of(two), found("availability-zone", "*a"));
    assertEquals(List.of(one), found("tag:name", "o?e", "three"));
    assertEquals(2, found("tag-key", "name").size());
    assertEquals(2, found("instance-state-name", "running", "stopped").size());
    assertEquals(List.of(), found("instance-state-name", "stopped"));
    assertEquals(
        "InvalidParameterValue: The filter 'mood' is invalid",
        net.refused(
            DescribeInstancesRequest.builder().filters(NetworkRig.filter("mood", "x")).build()));
  }

  @Test
  void unknownAndMalformedIdsAreRefused() {
    String known = host("one").ec2InstanceId();
    assertEquals(
        "InvalidInstanceID.NotFound: The instance ID '" + NOBODY + "' does not exist",
        net.refused(DescribeInstancesRequest.builder().instanceIds(known, NOBODY).build()));
    assertTrue(
        net.refused(DescribeInstanceStatusRequest.builder().instanceIds("web").build())
            .startsWith("InvalidInstanceID.Malformed: Invalid id: \"web\""));
  }

  @Test
  void pagesGoOnWhereTheyEnded() {
    var all = new ArrayList<String>();
    for (int n = 0; n < 7; n++) {
      all.add(host("n" + n).ec2InstanceId());
    }
    all.sort(Comparator.naturalOrder());
    var first =
        rig.reply(
            DescribeInstancesResponse.class,
            DescribeInstancesRequest.builder().maxResults(5).build());
    ContainerInstance late = host("late");
    List<String> rest =
        described(DescribeInstancesRequest.builder().maxResults(5).nextToken(first.nextToken()))
            .stream()
            .map(Instance::instanceId)
            .filter(id -> !id.equals(late.ec2InstanceId()))
            .toList();
    assertEquals(
        all.subList(0, 5),
        first.reservations().stream().map(it -> it.instances().getFirst().instanceId()).toList());
    assertEquals(all.subList(5, 7), rest);
  }

  @Test
  void statusSaysWhoIsReached() {
    String away = host("away").ec2InstanceId();
    rig.host("default");
    var asked = DescribeInstanceStatusRequest.builder();
    List<InstanceStatus> all =
        rig.reply(DescribeInstanceStatusResponse.class, asked.build()).instanceStatuses();
    assertEquals(2, all.size());
    Filter impaired = NetworkRig.filter("instance-status.status", "impaired");
    List<InstanceStatus> some =
        rig.reply(DescribeInstanceStatusResponse.class, asked.filters(impaired).build())
            .instanceStatuses();
    assertEquals(List.of(away), some.stream().map(InstanceStatus::instanceId).toList());
    var details = some.getFirst().instanceStatus().details().getFirst();
    assertEquals("failed", details.statusAsString());
    assertEquals(ApiRig.NOON, details.impairedSince());
  }

  @Test
  void whoHasLeftIsNoneAnyMore() {
    ContainerInstance host = networked("one");
    rig.done(
        DeregisterContainerInstanceRequest.builder()
            .cluster("default")
            .containerInstance(host.containerInstanceArn())
            .force(true)
            .build());
    assertEquals(List.of(), described(DescribeInstancesRequest.builder()));
  }
}
