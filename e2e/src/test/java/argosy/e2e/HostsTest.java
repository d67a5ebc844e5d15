package argosy.e2e;

import static argosy.e2e.LocalHosts.HOLDS_WITHIN;
import static argosy.e2e.LocalHosts.address;
import static argosy.e2e.LocalHosts.asked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.KernelCapabilities;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Three hosts, one VPC: real containers, real packets.
@ExtendWith(SharedArgosy.Ended.class)
class HostsTest {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

  private static LocalHosts hosts;
  private static Clients aws;
  private static String web;

  @BeforeAll
  static void start() throws Exception {
    hosts = LocalHosts.start(3);
    aws = hosts.aws();
    web = aws.register(LocalHosts.awsvpc("web", Definitions.webserver(80)));
  }

  @AfterAll
  static void stop() throws Exception {
    if (hosts != null) {
      hosts.close();
    }
  }

  @AfterEach
  void clear() {
    aws.stopAll();
  }

  private static Task in(String zone, String... groups) {
    return hosts.run(web, hosts.subnet(zone).subnetId(), groups);
  }

  private static UserIdGroupPair of(String group) {
    return UserIdGroupPair.builder().groupId(group).build();
  }

  @Test
  void eachZoneHasAHostAndAllAreOneNetwork() throws Exception {
    assertEquals(List.of("host-1", "host-2", "host-3"), List.copyOf(hosts.instances().keySet()));
    Task one = in("a");
    Task beside = in("a");
    Task second = in("b");
    Task third = in("c");
    assertEquals(
        List.of("host-1", "host-1", "host-2", "host-3"),
        List.of(hosts.of(one), hosts.of(beside), hosts.of(second), hosts.of(third)));
    for (Task other : List.of(beside, second, third)) {
      Await.until(HOLDS_WITHIN, address(one) + " to others", () -> hosts.reads(one, other));
      Await.until(HOLDS_WITHIN, address(other) + " to one", () -> hosts.reads(other, one));
      Await.until(HOLDS_WITHIN, "this machine to " + address(other), () -> hosts.reads(other));
    }
    Await.until(HOLDS_WITHIN, "between other hosts", () -> hosts.reads(second, third));
    String name = LocalHosts.name(third) + ".ec2.internal";
    String asked = "nslookup " + name + " || true";
    Await.until(HOLDS_WITHIN, name, () -> hosts.inside(one, asked).contains(address(third)));
  }

  /// Nobody gets in, then members of a group, then a range, on the same and on other hosts.
  @Test
  void groupsHoldBetweenHosts() throws Exception {
    String shut = hosts.group();
    String guests = hosts.group();
    Task guarded = in("a", shut);
    Task near = in("a", guests);
    Task far = in("b", guests);
    Task stranger = in("c", hosts.group());
    for (Task from : List.of(near, far, stranger)) {
      assertFalse(hosts.reads(from, guarded), "denied unless a rule says otherwise");
    }
    assertFalse(hosts.reads(guarded), "this machine is nobody special");

    IpPermission members = hosts.allow(shut, 80, rule -> rule.userIdGroupPairs(of(guests)));
    Await.until(HOLDS_WITHIN, "the near guest is in", () -> hosts.reads(near, guarded));
    Await.until(HOLDS_WITHIN, "the far guest is in", () -> hosts.reads(far, guarded));
    assertFalse(hosts.reads(stranger, guarded), "of another group");
    var _ = hosts.ec2().revokeSecurityGroupIngress(r -> r.groupId(shut).ipPermissions(members));
    Await.until(HOLDS_WITHIN, "the near guest is out", () -> !hosts.reads(near, guarded));
    Await.until(HOLDS_WITHIN, "the far guest is out", () -> !hosts.reads(far, guarded));

    IpRange theirs = IpRange.builder().cidrIp(hosts.subnet("c").cidrBlock()).build();
    hosts.allow(shut, 80, rule -> rule.ipRanges(theirs));
    Await.until(HOLDS_WITHIN, "the subnet's is in", () -> hosts.reads(stranger, guarded));
    assertFalse(hosts.reads(far, guarded), "of another subnet");
  }

  @Test
  void anOpenConnectionSurvivesTheRuleThatItCameBy() throws Exception {
    String shut = hosts.group();
    String guests = hosts.group();
    IpPermission rule = hosts.allow(shut, 90, it -> it.userIdGroupPairs(of(guests)));
    Task server = in("a", shut);
    Task client = in("b", guests);
    hosts.begin(server, "tail -f /dev/null | nc -l -p 90 > /tmp/heard");
    listens(server);
    hosts.begin(
        client, "echo first > /tmp/said; tail -f /tmp/said | nc " + address(server) + " 90");
    Await.until(HOLDS_WITHIN, "it is heard", () -> heard(server).contains("first"));
    var _ = hosts.ec2().revokeSecurityGroupIngress(r -> r.groupId(shut).ipPermissions(rule));
    hosts.begin(server, "nc -ll -p 90 -e true");
    listens(server);
    Await.until(HOLDS_WITHIN, "no new one gets in", () -> !connects(client, address(server), 90));
    String _ = hosts.inside(client, "echo second >> /tmp/said");
    Await.until(HOLDS_WITHIN, "the old one goes on", () -> heard(server).contains("second"));
  }

  private static boolean connects(Task from, String address, int port) throws Exception {
    String connect = "nc -w 1 " + address + " " + port + " < /dev/null && echo in || echo refused";
    return hosts.inside(from, connect).equals("in");
  }

  private static void listens(Task server) throws Exception {
    Await.until(
        HOLDS_WITHIN, "it listens", () -> hosts.inside(server, "netstat -ltn").contains(":90 "));
  }

  private static String heard(Task by) throws Exception {
    return hosts.inside(by, "cat /tmp/heard 2>/dev/null || true");
  }

  @Test
  void nobodySendsAsSomebodyElse() throws Exception {
    String definition =
        aws.register(
            LocalHosts.awsvpc(
                "forger",
                Definitions.webserver(80)
                    .linuxParameters(l ->
                        l.capabilities(KernelCapabilities.builder().add("NET_ADMIN").build()))));
    Task forger = hosts.run(definition, hosts.subnet("a").subnetId());
    String ping = "ping -c 1 -W %d -I %s %s > /dev/null && echo answered || echo lost";
    for (Task victim : List.of(in("a"), in("b"))) {
      Task other = in("a");
      Await.until(HOLDS_WITHIN, "a way to " + address(victim), () -> hosts.reads(forger, victim));
      String _ = hosts.inside(forger, "ip addr add " + address(other) + "/32 dev eth0");
      int before = pings(victim);
      String forged = ping.formatted(1, address(other), address(victim));
      assertEquals("lost", hosts.inside(forger, forged));
      assertEquals(before, pings(victim), "a packet with another's address");
      String own = ping.formatted(10, address(forger), address(victim));
      assertEquals("answered", hosts.inside(forger, own));
      assertEquals(before + 1, pings(victim));
      String _ = hosts.inside(forger, "ip addr del " + address(other) + "/32 dev eth0");
    }
  }

  /// How many came to it.
  private static int pings(Task to) throws Exception {
    List<String> counts =
        hosts.inside(to, "grep ^Icmp: /proc/net/snmp").lines().toList(); // names, numbers
    int at = Arrays.asList(counts.getFirst().split(" ", -1)).indexOf("InEchos");
    return Integer.parseInt(counts.getLast().split(" ", -1)[at]);
  }

  /// What the modes are said to be: an address of its own, on Fargate too, ports that are mapped.
  private record Mode(
      NetworkMode name, boolean ownAddress, boolean onFargate, boolean talks, boolean mapsPorts) {}

  private static final List<Mode> MODES =
      List.of(
          new Mode(NetworkMode.BRIDGE, false, false, true, true),
          new Mode(NetworkMode.HOST, false, false, true, false),
          new Mode(NetworkMode.AWSVPC, true, true, true, true),
          new Mode(NetworkMode.NONE, false, false, false, false));

  @Test
  void theTableOfNetworkModesHolds() throws Exception {
    for (Mode mode : MODES) {
      String name = mode.name.toString();
      var plain = Definitions.of(name, mode.name, Definitions.shell("app", Definitions.STAY));
      assertEquals(
          mode.onFargate,
          registers(
              plain.toBuilder()
                  .cpu("256")
                  .memory("512")
                  .requiresCompatibilities(Compatibility.FARGATE)
                  .build()),
          name + " on Fargate");
      int outside = mode.ownAddress ? 80 : 8_080; // nobody else is at its address
      var mapping = PortMapping.builder().containerPort(80).hostPort(outside).build();
      assertEquals(
          mode.mapsPorts,
          registers(
              Definitions.of(
                  name + "-ports",
                  mode.name,
                  Definitions.shell("app", Definitions.STAY).portMappings(mapping))),
          name + " maps ports");
      String definition = aws.register(plain);
      Task task =
          mode.ownAddress
              ? hosts.run(definition, hosts.subnet("a").subnetId())
              : aws.running(aws.run(it -> it.taskDefinition(definition)).getFirst());
      String host =
          hosts.argosy().run("host", "exec", hosts.of(task), "ip", "-4", "-o", "addr").well().out();
      List<String> inside =
          hosts
              .inside(task, "ip -4 -o addr | grep -v ' lo ' | awk '{ print $4 }'")
              .lines()
              .toList();
      assertEquals(mode.talks, !inside.isEmpty(), name + " talks");
      assertEquals(
          mode.ownAddress,
          inside.size() == 1 && inside.getFirst().startsWith("172.31."),
          () -> name + " has " + inside);
      assertEquals(
          mode.name == NetworkMode.HOST,
          !inside.isEmpty() && inside.stream().allMatch(host::contains),
          () -> name + " has " + inside + " of " + host);
    }
  }

  private static boolean registers(RegisterTaskDefinitionRequest definition) {
    try {
      return !aws.register(definition).isEmpty();
    } catch (ClientException | InvalidParameterException e) {
      return false;
    }
  }

  /// It is reached by those that its group lets in, as every interface.
  @Test
  void noTaskReachesThisMachine() throws Exception {
    Task stranger = in("a", hosts.group());
    for (String own : own()) {
      try (var listening = new ServerSocket()) {
        listening.bind(new InetSocketAddress(own, 0));
        assertFalse(connects(stranger, own, listening.getLocalPort()), own);
      }
    }
  }

  /// This machine's addresses in the VPC.
  private static List<String> own() throws IOException {
    List<String> all =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .map(it -> it.getHostAddress())
            .filter(it -> it.startsWith("172.31."))
            .toList();
    assertFalse(all.isEmpty(), "this machine is in the VPC");
    return all;
  }

  /// Whoever else is on this machine makes and removes network namespaces at any time.
  @Test
  void aHostStartsWhileNamespacesOfOthersComeAndGo() throws Exception {
    String churn =
        """
        n=0
        while :; do
          ip netns add argosy-e2e-$((n % 7))
          ip netns del argosy-e2e-$(((n + 3) % 7))
          n=$((n + 1))
        done
        """;
    Process others =
        new ProcessBuilder("sh", "-c", churn)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      hosts.happens("kill", "host-3");
      hosts.happens("start", "host-3");
    } finally {
      others.destroyForcibly().waitFor();
      String clear = "for n in 0 1 2 3 4 5 6; do ip netns del argosy-e2e-$n; done";
      Ran _ = Ran.of(STARTS_WITHIN, Map.of(), List.of("sh", "-c", clear));
    }
    Await.until(STARTS_WITHIN, "it is back", () -> hosts.isConnected("host-3"));
  }

  @Test
  void twoVpcsMayHaveTheSameRange() throws Exception {
    String vpc = hosts.ec2().createVpc(v -> v.cidrBlock("172.31.0.0/16")).vpc().vpcId();
    String group = hosts.group(vpc);
    hosts.allow(group, 80, rule -> rule.userIdGroupPairs(of(group)));
    Subnet near = twin(vpc, "a");
    Subnet far = twin(vpc, "b");
    Task one = hosts.run(web, near.subnetId(), group);
    Task two = hosts.run(web, far.subnetId(), group);
    Task outside = in("a");
    assertNotEquals(hosts.of(one), hosts.of(two));
    Await.until(HOLDS_WITHIN, "within the second VPC", () -> hosts.reads(one, two));
    Await.until(HOLDS_WITHIN, "within the second VPC", () -> hosts.reads(two, one));
    assertFalse(hosts.reads(outside, one), "into the second VPC");
    assertFalse(hosts.reads(one, outside), "out of the second VPC");
  }

  /// The same zone and range as the default subnet.
  private static Subnet twin(String vpc, String zone) {
    Subnet like = hosts.subnet(zone);
    return hosts
        .ec2()
        .createSubnet(
            s -> s.vpcId(vpc).cidrBlock(like.cidrBlock()).availabilityZone(like.availabilityZone()))
        .subnet();
  }

  /// Eleven addresses, eleven tasks; the twelfth is told why, and has its turn.
  @Test
  void aFullSubnetSaysSoAndOneThatStopsMakesRoom() throws Exception {
    String vpc = hosts.ec2().createVpc(v -> v.cidrBlock("10.50.0.0/16")).vpc().vpcId();
    String group = hosts.group(vpc);
    String small =
        hosts.ec2().createSubnet(s -> s.vpcId(vpc).cidrBlock("10.50.0.0/28")).subnet().subnetId();
    List<Task> tasks = new ArrayList<>();
    tasks.addAll(aws.run(asked(web, small, group).andThen(it -> it.count(10))));
    tasks.addAll(aws.run(asked(web, small, group)));
    List<Task> running = aws.running(tasks);
    var addresses = new HashSet<String>();
    running.forEach(task -> addresses.add(address(task)));
    assertEquals(11, addresses.size(), "each its own");
    RunTaskResponse refused = aws.ecs().runTask(asked(web, small, group));
    assertEquals(List.of(), refused.tasks());
    Failure failure = refused.failures().getFirst();
    assertEquals("RESOURCE:ENI", failure.reason());
    assertEquals(
        "The subnet " + small + " (10.50.0.0/28) has 0 free addresses, 11 are in use.",
        failure.detail());
    Task gone = running.get(4);
    var _ = aws.stop(gone);
    Task last = hosts.run(web, small, group);
    assertEquals(address(gone), address(last), "the one that is free");
    assertEquals(Map.of(small, 0), Map.of(small, free(small)));
  }

  private static int free(String subnet) {
    return hosts
        .ec2()
        .describeSubnets(d -> d.subnetIds(subnet))
        .subnets()
        .getFirst()
        .availableIpAddressCount();
  }
}
