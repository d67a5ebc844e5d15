package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// Tasks with an address of their own on one machine: real containers, real packets.
@ExtendWith(SharedArgosy.Ended.class)
final class AddressesTest {
  private static final Duration REFUSED_AFTER = Duration.ofMillis(500);
  private static final Duration HOLDS_WITHIN = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(REFUSED_AFTER).build();
  private @Nullable Argosy running;
  private @Nullable Clients clients;
  private @Nullable Ec2Client network;

  @BeforeEach
  void up() throws Exception {
    OwnAddresses.assumePossible();
    running = Argosy.start();
    clients = running.clients();
    network = Clients.pointed(Ec2Client.builder(), running.exports()).build();
  }

  private Argosy argosy() {
    return Objects.requireNonNull(running);
  }

  private Clients aws() {
    return Objects.requireNonNull(clients);
  }

  private Ec2Client ec2() {
    return Objects.requireNonNull(network);
  }

  @AfterEach
  void down() throws IOException {
    if (network != null) {
      network.close();
    }
    if (running != null) {
      running.close();
    }
  }

  private Subnet subnet() {
    return ec2().describeSubnets().subnets().getFirst();
  }

  /// Lets nobody in.
  private String group() {
    return ec2()
        .createSecurityGroup(g ->
            g.groupName("g-" + UUID.randomUUID()).description("of a test").vpcId(subnet().vpcId()))
        .groupId();
  }

  private RegisterTaskDefinitionRequest webserver(String family) {
    return Definitions.of(family, NetworkMode.AWSVPC, Definitions.webserver(80)).toBuilder()
        .requiresCompatibilities(Compatibility.EC2, Compatibility.FARGATE)
        .cpu("256")
        .memory("512")
        .build();
  }

  private Task run(String definition, LaunchType type, String... groups) {
    return aws()
        .running(
            aws()
                .run(it ->
                    it.taskDefinition(definition)
                        .launchType(type)
                        .networkConfiguration(n ->
                            n.awsvpcConfiguration(v ->
                                v.subnets(subnet().subnetId())
                                    .securityGroups(groups)
                                    .assignPublicIp(
                                        type == LaunchType.FARGATE
                                            ? AssignPublicIp.ENABLED
                                            : AssignPublicIp.DISABLED))))
                .getFirst());
  }

  private static String address(Task task) {
    return task.containers().getFirst().networkInterfaces().getFirst().privateIpv4Address();
  }

  private String page(String address) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://" + address + "/")).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private boolean answers(String address) {
    try {
      return !page(address).isEmpty();
    } catch (Exception e) { // it doesn't
      return false;
    }
  }

  /// By the host's own packets, and by those of another task.
  private static String asked(Task from, String address) throws Exception {
    String container = from.containers().getFirst().runtimeId();
    return Docker.inside(
        container, "timeout 2 wget -qO- http://" + address + "/ 2>/dev/null || echo refused");
  }

  @Test
  void twoServicesHaveTheSamePortSideBySide() throws Exception {
    String definition = aws().register(webserver("side-by-side"));
    Task one = run(definition, LaunchType.EC2);
    Task other = run(definition, LaunchType.FARGATE);
    assertTrue(!address(one).equals(address(other)), address(one));
    for (Task task : List.of(one, other)) {
      String name = "ip-" + address(task).replace('.', '-');
      assertTrue(OwnAddresses.page("http://" + address(task) + "/").contains(name));
      Task from = task.equals(one) ? other : one;
      Await.until(HOLDS_WITHIN, name, () -> asked(from, address(task)).contains(name));
      assertEquals("ATTACHED", task.attachments().getFirst().status());
      assertTrue(task.containers().getFirst().networkBindings().isEmpty());
    }
    assertEquals(null, other.containerInstanceArn(), "nobody is told where Fargate runs a task");
    assertEquals("1.4.0", other.platformVersion());
  }

  /// As tools find hosts that know EC2 alone.
  @Test
  void theHostIsAnInstanceOfEc2() throws Exception {
    argosy().awaitHost();
    ContainerInstance host =
        aws()
            .ecs()
            .describeContainerInstances(it ->
                it.containerInstances(aws().ecs().listContainerInstances().containerInstanceArns()))
            .containerInstances()
            .getFirst();
    ec2().waiter().waitUntilInstanceRunning(it -> it.instanceIds(host.ec2InstanceId()));
    Instance instance = ec2().describeInstances().reservations().getFirst().instances().getFirst();
    assertEquals(host.ec2InstanceId(), instance.instanceId());
    assertEquals(subnet().vpcId(), instance.vpcId());
    assertTrue(instance.privateIpAddress().startsWith("172.31."), instance.privateIpAddress());
    assertEquals(
        "ok",
        ec2()
            .describeInstanceStatus()
            .instanceStatuses()
            .getFirst()
            .instanceStatus()
            .statusAsString());
  }

  @Test
  void groupsDecideWhoGetsInWhileItRuns() throws Exception {
    String definition = aws().register(webserver("guarded"));
    String shut = group();
    String guests = group();
    Task guarded = run(definition, LaunchType.EC2, shut);
    Task guest = run(definition, LaunchType.EC2, guests);
    assertTrue(!answers(address(guarded)), "denied unless a rule says otherwise");
    assertEquals("refused", asked(guest, address(guarded)).strip());
    IpPermission web =
        IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(80)
            .toPort(80)
            .userIdGroupPairs(UserIdGroupPair.builder().groupId(guests).build())
            .build();
    ec2().authorizeSecurityGroupIngress(r -> r.groupId(shut).ipPermissions(web));
    Await.until(
        HOLDS_WITHIN,
        "the guest gets in",
        () -> asked(guest, address(guarded)).contains("ip-" + address(guarded).replace('.', '-')));
    assertTrue(!answers(address(guarded)), "the host is no guest");
    ec2().revokeSecurityGroupIngress(r -> r.groupId(shut).ipPermissions(web));
    Await.until(
        HOLDS_WITHIN,
        "the guest is out",
        () -> asked(guest, address(guarded)).strip().equals("refused"));
  }

  @Test
  void aTaskAsksAboutItselfAndKnowsNames() throws Exception {
    Task task = run(aws().register(webserver("named")), LaunchType.EC2);
    String container = task.containers().getFirst().runtimeId();
    String told = Docker.inside(container, "wget -qO- $ECS_CONTAINER_METADATA_URI_V4/task");
    assertTrue(told.contains(address(task)), told);
    assertTrue(told.contains(task.taskArn()), told);
    String name = "ip-" + address(task).replace('.', '-') + ".ec2.internal";
    assertEquals(name, Docker.inside(container, "hostname").strip());
    assertTrue(Docker.inside(container, "nslookup " + name).contains(address(task)));
    assertThrows(
        AssertionError.class,
        () -> Docker.inside(container, "timeout 2 wget -qO- http://169.254.169.254/"));
  }

  @Test
  void nothingOfATaskStays() throws Exception {
    String definition = aws().register(webserver("short"));
    Task task = run(definition, LaunchType.EC2);
    Task neighbour = run(definition, LaunchType.EC2);
    String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    String container = task.containers().getFirst().runtimeId();
    String runtime = Docker.inspect(container).at("/HostConfig/Runtime").asString();
    boolean named = runtime.equals("argosy"); // else the namespace is a pause container's
    assertEquals(named, namespaces().anyMatch(name -> name.contains(id)));
    int free = subnet().availableIpAddressCount();
    argosy().crash();
    argosy().up();
    Await.until(
        HOLDS_WITHIN,
        "who dies takes no packet along",
        () -> asked(neighbour, address(task)).contains("ip-"));
    aws().ecs().stopTask(s -> s.task(task.taskArn()));
    aws().waiter().waitUntilTasksStopped(s -> s.tasks(task.taskArn()));
    assertTrue(namespaces().noneMatch(name -> name.contains(id)));
    assertEquals(free + 1, subnet().availableIpAddressCount());
    Task stopped = aws().ecs().describeTasks(d -> d.tasks(task.taskArn())).tasks().getFirst();
    assertEquals("DELETED", stopped.attachments().getFirst().status());
    assertEquals(
        Map.of("privateIPv4Address", address(task)),
        Map.of(
            "privateIPv4Address",
            stopped.attachments().getFirst().details().stream()
                .filter(detail -> detail.name().equals("privateIPv4Address"))
                .findFirst()
                .orElseThrow()
                .value()));
  }

  private static Stream<String> namespaces() throws IOException {
    try (var files = Files.list(Path.of("/run/netns"))) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
