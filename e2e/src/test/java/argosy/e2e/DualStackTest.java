package argosy.e2e;

import static argosy.e2e.LocalHosts.HOLDS_WITHIN;
import static argosy.e2e.LocalHosts.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ecs.model.Task;

/// Tasks with an address of IPv6 beside the other, on two hosts: real containers, real packets.
class DualStackTest {
  private static LocalHosts hosts;
  private static Clients aws;
  private static String web;
  private static String vpc;

  @BeforeAll
  static void start() throws Exception {
    hosts = LocalHosts.start(2);
    aws = hosts.aws();
    web = aws.register(LocalHosts.awsvpc("web", Definitions.webserver(80)));
    vpc = hosts.subnet("a").vpcId();
    String range =
        hosts
            .ec2()
            .associateVpcCidrBlock(it -> it.vpcId(vpc).amazonProvidedIpv6CidrBlock(true))
            .ipv6CidrBlockAssociation()
            .ipv6CidrBlock();
    for (String zone : List.of("a", "b")) {
      String part = part(range, zone.charAt(0) - 'a');
      var _ =
          hosts
              .ec2()
              .associateSubnetCidrBlock(
                  it -> it.subnetId(hosts.subnet(zone).subnetId()).ipv6CidrBlock(part));
    }
  }

  /// A part of a VPC's range: of the 56 bits that are the VPC's it is those with a number after
  /// them.
  private static String part(String range, int number) throws IOException {
    assertTrue(range.endsWith("/56"), range);
    byte[] first = InetAddress.getByName(range.substring(0, range.indexOf('/'))).getAddress();
    first[7] = (byte) number;
    return InetAddress.getByAddress(first).getHostAddress() + "/64";
  }

  @AfterAll
  static void stop() throws Exception {
    if (hosts != null) {
      hosts.close();
    }
  }

  private static Task in(String zone, String... groups) {
    return hosts.run(web, hosts.subnet(zone).subnetId(), groups);
  }

  private static String six(Task task) {
    return task.containers().getFirst().networkInterfaces().getFirst().ipv6Address();
  }

  private static boolean reads(Task from, Task of) throws IOException, InterruptedException {
    String page = "timeout 2 wget -qO- http://[" + six(of) + "]/ 2>/dev/null || echo refused";
    return hosts.inside(from, page).contains(LocalHosts.name(of));
  }

  @Test
  void tasksHaveBothAddressesAndGroupsHoldForBoth() throws Exception {
    assertEquals("disabled", dualStack("disabled"));
    assertEquals(null, six(in("a")), "the account says no");
    assertEquals("enabled", dualStack("enabled"));
    String shut = hosts.group();
    String guests = hosts.group();
    Task near = in("a", guests);
    Task far = in("b", guests);
    Task guarded = in("a", shut);
    Task stranger = in("b", hosts.group());
    assertEquals(
        Map.of(address(near), six(near), address(guarded), six(guarded)),
        described(near, guarded),
        "EC2 says the same");
    assertTrue(metadata(near).contains("\"IPv6Addresses\":[\"" + six(near) + "\"]"));
    for (Task from : List.of(near, far, stranger)) {
      assertFalse(reads(from, guarded), "denied unless a rule says otherwise");
    }

    hosts.allow(shut, 80, rule -> rule.userIdGroupPairs(of(guests)));
    Await.until(HOLDS_WITHIN, "the near guest is in", () -> reads(near, guarded));
    Await.until(HOLDS_WITHIN, "the far guest is in", () -> reads(far, guarded));
    assertFalse(reads(stranger, guarded), "of another group");

    hosts.allow(shut, 80, rule -> rule.ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build()));
    Await.until(HOLDS_WITHIN, "in by IPv4", () -> hosts.reads(stranger, guarded));
    assertFalse(reads(stranger, guarded), "a range of IPv4 says nothing about IPv6");
    String theirs = ranges().get(hosts.subnet("b").subnetId());
    hosts.allow(shut, 80, rule -> rule.ipv6Ranges(Ipv6Range.builder().cidrIpv6(theirs).build()));
    Await.until(HOLDS_WITHIN, "in by IPv6", () -> reads(stranger, guarded));
  }

  private static String dualStack(String value) {
    return aws.ecs()
        .putAccountSettingDefault(it -> it.name("dualStackIPv6").value(value))
        .setting()
        .value();
  }

  private static String metadata(Task task) throws IOException, InterruptedException {
    return hosts.inside(task, "timeout 5 wget -qO- $ECS_CONTAINER_METADATA_URI_V4");
  }

  private static Map<String, String> described(Task... tasks) {
    List<String> addresses = Arrays.stream(tasks).map(LocalHosts::address).toList();
    return hosts
        .ec2()
        .describeNetworkInterfaces(it ->
            it.filters(
                Filter.builder().name("addresses.private-ip-address").values(addresses).build()))
        .networkInterfaces()
        .stream()
        .collect(
            Collectors.toMap(
                NetworkInterface::privateIpAddress,
                it -> it.ipv6Addresses().getFirst().ipv6Address()));
  }

  private static Map<String, String> ranges() {
    return hosts.ec2().describeSubnets().subnets().stream()
        .filter(it -> !it.ipv6CidrBlockAssociationSet().isEmpty())
        .collect(
            Collectors.toMap(
                Subnet::subnetId,
                it -> it.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock()));
  }

  private static UserIdGroupPair of(String group) {
    return UserIdGroupPair.builder().groupId(group).build();
  }
}
