package argosy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// A server with several hosts on this machine, in zones a, b and c in turn, and what happens to
/// them. Closing it leaves nothing.
final class LocalHosts implements AutoCloseable {
  static final Duration HOLDS_WITHIN = Duration.ofSeconds(5);
  private static final Duration REFUSED_AFTER = Duration.ofSeconds(1);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(REFUSED_AFTER).build();
  private final Argosy argosy;
  private final Clients aws;
  private final Ec2Client ec2;

  private LocalHosts(Argosy argosy) throws IOException, InterruptedException {
    this.argosy = argosy;
    this.aws = argosy.clients();
    this.ec2 = Clients.pointed(Ec2Client.builder(), argosy.exports()).build();
  }

  /// Starts it; others than root, who can't, skip the test.
  ///
  /// @param options of `up` besides
  static LocalHosts start(int count, String... options) throws IOException, InterruptedException {
    OwnAddresses.assumePossible();
    var all = new ArrayList<>(List.of("--hosts", String.valueOf(count)));
    all.addAll(Arrays.asList(options));
    return new LocalHosts(Argosy.start(all.toArray(String[]::new)));
  }

  Argosy argosy() {
    return argosy;
  }

  Clients aws() {
    return aws;
  }

  Ec2Client ec2() {
    return ec2;
  }

  /// Does something to a host: `kill`, `start`, `cut`, `mend`.
  void happens(String what, String host, String... how) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(what, host));
    words.addAll(Arrays.asList(how));
    argosy.run("host", words.toArray(String[]::new)).well();
  }

  /// The hosts by their names, with the ARNs of their instances.
  Map<String, String> instances() {
    List<String> arns = aws.ecs().listContainerInstances(_ -> {}).containerInstanceArns();
    var names = new TreeMap<String, String>();
    aws.ecs()
        .describeContainerInstances(it -> it.containerInstances(arns))
        .containerInstances()
        .forEach(instance ->
            instance.attributes().stream()
                .filter(attribute -> attribute.name().equals("argosy.host-name"))
                .forEach(name -> names.put(name.value(), instance.containerInstanceArn())));
    return names;
  }

  boolean isConnected(String host) {
    return aws.ecs()
        .describeContainerInstances(it -> it.containerInstances(instances().get(host)))
        .containerInstances()
        .getFirst()
        .agentConnected();
  }

  /// Which host a task is on; of Fargate's the engines alone know it.
  String of(Task task) {
    return task.containerInstanceArn() == null ? having(task) : listed(task);
  }

  private String listed(Task task) {
    return instances().entrySet().stream()
        .filter(host -> host.getValue().equals(task.containerInstanceArn()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private String having(Task task) {
    String container = task.containers().getFirst().runtimeId();
    try {
      return containers().entrySet().stream()
          .filter(host -> host.getValue().contains(container))
          .findFirst()
          .orElseThrow()
          .getKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Engine engine(String host) {
    return new Engine(Map.of("DOCKER_HOST", "unix://" + sockets().resolve(host, "docker.sock")));
  }

  private Path sockets() {
    return Path.of(
        "/run/argosy/hosts", HexFormat.of().toHexDigits(argosy.data().toString().hashCode()));
  }

  /// What a command says in the first container of a task.
  String inside(Task task, String script) throws IOException, InterruptedException {
    return engine(of(task))
        .run("exec", task.containers().getFirst().runtimeId(), "sh", "-c", script)
        .well()
        .out()
        .strip();
  }

  /// Starts something there that goes on.
  void begin(Task task, String script) throws IOException, InterruptedException {
    var _ =
        engine(of(task))
            .run("exec", "-d", task.containers().getFirst().runtimeId(), "sh", "-c", script)
            .well();
  }

  /// The default subnet of a zone, such as `a`.
  Subnet subnet(String zone) {
    return ec2.describeSubnets().subnets().stream()
        .filter(subnet -> subnet.defaultForAz() && subnet.availabilityZone().endsWith(zone))
        .findFirst()
        .orElseThrow();
  }

  /// A security group of the default VPC that lets nobody in.
  String group() {
    return group(subnet("a").vpcId());
  }

  String group(String vpc) {
    return ec2.createSecurityGroup(
            it -> it.groupName("g-" + UUID.randomUUID()).description("of a test").vpcId(vpc))
        .groupId();
  }

  /// Lets some in at a port.
  IpPermission allow(String group, int port, Consumer<IpPermission.Builder> whom) {
    IpPermission rule = rule(port, whom);
    var _ = ec2.authorizeSecurityGroupIngress(r -> r.groupId(group).ipPermissions(rule));
    return rule;
  }

  static IpPermission rule(int port, Consumer<IpPermission.Builder> whom) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(port)
        .toPort(port)
        .applyMutation(whom)
        .build();
  }

  static RegisterTaskDefinitionRequest awsvpc(String family, ContainerDefinition.Builder what) {
    return Definitions.of(family, NetworkMode.AWSVPC, what);
  }

  static NetworkConfiguration network(List<String> subnets, String... groups) {
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(it ->
            it.subnets(subnets).securityGroups(groups).assignPublicIp(AssignPublicIp.DISABLED))
        .build();
  }

  /// Runs one on an instance, in a subnet.
  Task run(String definition, String subnet, String... groups) {
    return aws.running(aws.run(asked(definition, subnet, groups)).getFirst());
  }

  static Consumer<RunTaskRequest.Builder> asked(
      String definition, String subnet, String... groups) {
    return it ->
        it.taskDefinition(definition)
            .launchType(LaunchType.EC2)
            .networkConfiguration(network(List.of(subnet), groups));
  }

  static String address(Task task) {
    return task.containers().getFirst().networkInterfaces().getFirst().privateIpv4Address();
  }

  /// What the web server of a task shows of itself.
  static String name(Task task) {
    return "ip-" + address(task).replace('.', '-');
  }

  /// Whether a task reads the page of another one.
  boolean reads(Task from, Task of) throws IOException, InterruptedException {
    String page = "timeout 2 wget -qO- http://" + address(of) + "/ 2>/dev/null || echo refused";
    return inside(from, page).contains(name(of));
  }

  /// Whether this machine itself reads the page of a task.
  boolean reads(Task of) {
    var request = HttpRequest.newBuilder(URI.create("http://" + address(of) + "/")).build();
    try {
      return http.send(request, BodyHandlers.ofString()).body().contains(name(of));
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The ids of all containers of tasks that run on the hosts, by host.
  Map<String, List<String>> containers() throws IOException, InterruptedException {
    Map<String, List<String>> all = new HashMap<>();
    for (String host : instances().keySet()) {
      Ran shown = engine(host).run("ps", "--quiet", "--no-trunc", "--filter", "label=argosy.host");
      if (shown.exitCode() == 0) {
        all.put(host, shown.lines());
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    ec2.close();
    argosy.close();
  }
}
