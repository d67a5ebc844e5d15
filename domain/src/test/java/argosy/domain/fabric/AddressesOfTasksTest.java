package argosy.domain.fabric;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Fixtures;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.network.AddressPool;
import argosy.domain.network.Cidr;
import argosy.domain.network.Cidr6;
import argosy.domain.network.Defaults;
import argosy.domain.network.ElasticIp;
import argosy.domain.network.InterfaceIpv6;
import argosy.domain.network.Ipv4;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.Subnet;
import argosy.domain.network.SubnetIpv6;
import argosy.domain.network.Vpc;
import argosy.domain.network.VpcIpv6;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Occupants;
import argosy.domain.task.ReportTask;
import argosy.domain.task.RunTask;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.task.TaskReport;
import argosy.domain.taskdef.Family;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/// Tasks that have an address of their own: where they go, that each address is one task's, and
/// that none is lost.
final class AddressesOfTasksTest {
  private static final ClusterArn OTHER = new ClusterArn(CELL, "other");

  private final RandomGenerator random = random();
  private Picture picture =
      picture(
          Fixtures.aCluster("default"),
          Fixtures.aCluster("other"),
          new Family("web", 1),
          definition(
              web()
                  .networkMode("awsvpc")
                  .cpu("256")
                  .memory("512")
                  .requiresCompatibilities(Compatibility.FARGATE)
                  .containerDefinitions(
                      container("web")
                          .portMappings(
                              PortMapping.builder().containerPort(80).hostPort(80).build())
                          .build())));

  AddressesOfTasksTest() {
    picture = picture.apply(Defaults.missing(picture, CELL, NOON, random));
  }

  private Instance host(String id, String zone, String pool) {
    Instance host =
        anInstance()
            .id(id)
            .cpu(65_536)
            .memory(1_000_000)
            .attribute(Instance.ZONE, zone)
            .attribute(Instance.POOL, pool)
            .attribute("ecs.capability.task-eni", "")
            .attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18", "")
            .attribute(Berths.UNDERLAY, "10.9.0." + (1 + picture.all(Instance.KIND).size()))
            .build();
    put(new Change.Put(host));
    return host;
  }

  /// As a cell does it.
  private List<Effect> put(Change... changes) {
    return put(List.of(changes));
  }

  private List<Effect> put(List<Change> changes) {
    Picture before = picture;
    List<Change> following = Following.of(before, changes, NOON, random);
    picture = before.apply(changes).apply(following);
    List<Change> all = new ArrayList<>(changes);
    all.addAll(following);
    return Touched.in(before, picture, all);
  }

  private Subnet subnet(String zone) {
    String vpc = Vpc.defaultOf(picture, CELL.account()).orElseThrow().id();
    return Subnet.of(picture, vpc).stream()
        .filter(subnet -> subnet.zone().equals(zone))
        .findFirst()
        .orElseThrow();
  }

  /// A subnet of eleven addresses.
  private Subnet small(String zone) {
    Subnet like = subnet(zone);
    var small =
        new Subnet(
            "subnet-5a11",
            like.account(),
            like.vpc(),
            Cidr.parse("172.31.200.0/28").orElseThrow(),
            null,
            zone,
            false,
            like.settings(),
            new TreeMap<>());
    put(new Change.Put(small));
    return small;
  }

  private Outcome<RunTask.Started> decide(
      ClusterArn cluster, UnaryOperator<RunTaskRequest.Builder> said) {
    return RunTask.decide(
        picture,
        cluster,
        said.apply(RunTaskRequest.builder().taskDefinition("web")).build(),
        NOON,
        random);
  }

  private RunTask.Started run(ClusterArn cluster, UnaryOperator<RunTaskRequest.Builder> said) {
    var outcome = accepted(decide(cluster, said));
    put(outcome.changes());
    return outcome.reply();
  }

  private static UnaryOperator<RunTaskRequest.Builder> in(int count, Subnet... subnets) {
    List<String> ids = List.of(subnets).stream().map(Subnet::id).toList();
    return said ->
        said.count(count).networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(ids)));
  }

  private static NetworkInterface of(Task task) {
    return Objects.requireNonNull(task.launch().wire()).networkInterface();
  }

  private List<Effect> stop(Task task) {
    return put(
        accepted(
                ReportTask.decide(
                    picture,
                    new TaskReport(task.arn(), "STOPPED", null, List.of(), null, null, null),
                    NOON))
            .changes());
  }

  @Test
  void aHostHasAnInterfaceAsLongAsItBelongs() {
    Instance host = host("a1", "us-east-1b", "instances");
    List<NetworkInterface> own = Berths.on(picture, host.arn());
    assertEquals(1, own.size());
    assertEquals("us-east-1b", own.getFirst().place().zone());
    assertEquals("10.9.0.1", Berths.underlay(picture, host.arn()).orElseThrow());
    put(new Change.Put(host.deregistered(NOON)));
    assertEquals(List.of(), Berths.on(picture, host.arn()));
  }

  @Test
  void anAddressIsTheTasksUntilItHasStopped() {
    host("a1", "us-east-1a", "instances");
    Task task = run(CLUSTER, in(1, subnet("us-east-1a"))).tasks().getFirst();
    NetworkInterface made = of(task);
    assertEquals(made, NetworkInterface.find(picture, made.id()).orElseThrow());
    assertEquals(task.instance(), Berths.of(picture, made).orElseThrow());
    assertTrue(subnet("us-east-1a").cidr().contains(made.address()));
    List<Effect> told = stop(task);
    assertTrue(NetworkInterface.find(picture, made.id()).isEmpty());
    assertEquals(
        List.of(
            new Effect.TellVpc(made.place().vpc(), Set.of(made.id()), Set.of(), Set.of(), false)),
        told);
  }

  /// Nobody reaches that host, so what it still does there is of no account.
  @Test
  void theAddressOfATaskOnALostHostIsFreeAtOnce() {
    host("a1", "us-east-1a", "instances");
    Task task = run(CLUSTER, in(1, subnet("us-east-1a"))).tasks().getFirst();
    String interfaceId = of(task).id();
    Stop scaledIn = new Stop(StopCode.SERVICE_SCHEDULER_INITIATED, "Scaling activity");
    put(new Change.Put(task.stopping(scaledIn, NOON)));
    assertTrue(NetworkInterface.find(picture, interfaceId).isPresent(), "it has to stop first");
    Stop lost = new Stop(StopCode.SERVICE_SCHEDULER_INITIATED, Stop.HOST_LOST + "x");
    put(new Change.Put(task.stopping(lost, NOON)));
    assertTrue(NetworkInterface.find(picture, interfaceId).isEmpty());
    stop(picture.find(task.key()).orElseThrow());
    assertTrue(NetworkInterface.find(picture, interfaceId).isEmpty(), "nor is it there again");
  }

  /// A machine that shall reach tasks and run none.
  @Test
  void aHostOfNobodyHasAnAddressAndTakesNothing() {
    Instance gateway = host("a1", "us-east-1a", "none");
    assertEquals(1, Berths.on(picture, gateway.arn()).size());
    assertEquals(
        "No Container Instances were found in your cluster.",
        refused(decide(CLUSTER, in(1, subnet("us-east-1a")))).message());
    assertEquals(
        List.of(),
        run(CLUSTER, said -> in(1, subnet("us-east-1c")).apply(said).launchType("FARGATE"))
            .tasks());
    assertEquals(0, Occupants.of(picture, CLUSTER).instances());
    host("a2", "us-east-1a", "fargate");
    assertEquals(0, Occupants.of(picture, CLUSTER).instances(), "Fargate's alone isn't listed");
    host("a3", "us-east-1a", "both");
    assertEquals(1, Occupants.of(picture, CLUSTER).instances());
  }

  @Test
  void anElasticIpOfATaskOutlivesIt() {
    host("a1", "us-east-1a", "instances");
    Task task = run(CLUSTER, in(1, subnet("us-east-1a"))).tasks().getFirst();
    NetworkInterface made = of(task);
    Ipv4 outside = Ipv4.parse("198.19.0.9").orElseThrow();
    put(
        new Change.Put(
            new ElasticIp(
                "eipalloc-1",
                CELL.account(),
                outside,
                new ElasticIp.Use("eipassoc-1", made.id(), made.address()),
                new TreeMap<>())),
        new Change.Put(
            made.reachedAt(
                new NetworkInterface.PublicAddress(outside, "eipalloc-1", "eipassoc-1"))));
    stop(task);
    assertEquals(null, ElasticIp.find(picture, "eipalloc-1").orElseThrow().use());
  }

  @Test
  void whatTheHostsMustKnowIsToldOfEachTask() {
    host("a1", "us-east-1a", "instances");
    var outcome = accepted(decide(CLUSTER, in(3, subnet("us-east-1a"))));
    List<Effect> told = put(outcome.changes());
    assertEquals(1, told.size());
    Set<String> made =
        outcome.reply().tasks().stream().map(task -> of(task).id()).collect(Collectors.toSet());
    assertEquals(
        new Effect.TellVpc(subnet("us-east-1a").vpc(), made, Set.of(), Set.of(), false),
        told.getFirst());
  }

  @Test
  void whatTheHostsMustKnowOfIpv6IsTold() {
    host("a1", "us-east-1a", "instances");
    Subnet subnet = subnet("us-east-1a");
    String vpc = subnet.vpc();
    Effect.TellVpc whole = told(accepted(VpcIpv6.associate(picture, vpc, random)).changes());
    assertTrue(whole.whole());
    Cidr6 range = Objects.requireNonNull(Vpc.find(picture, vpc).orElseThrow().ipv6()).cidr();
    var part = Cidr6.around(range.first(), 64);
    assertEquals(
        Set.of(subnet.id()),
        told(accepted(SubnetIpv6.associate(picture, subnet.id(), part, random)).changes())
            .subnets());
    Task task = run(CLUSTER, in(1, subnet)).tasks().getFirst();
    assertTrue(part.contains(Objects.requireNonNull(of(task).address6())));
    String id = Berths.on(picture, task.instance()).getFirst().id();
    assertEquals(
        Set.of(id),
        told(accepted(InterfaceIpv6.assign(picture, id, new Ipv6Wish.Any())).changes())
            .interfaces());
  }

  private Effect.TellVpc told(List<Change> changes) {
    return assertInstanceOf(Effect.TellVpc.class, put(changes).getFirst());
  }

  /// Each address once, the subnet's figures when none is left, and one comes back.
  @Test
  void aFullSubnetStartsNothingAndSaysSo() {
    host("a1", "us-east-1a", "instances");
    Subnet small = small("us-east-1a");
    List<Task> tasks = new ArrayList<>(run(CLUSTER, in(10, small)).tasks());
    RunTask.Started last = run(CLUSTER, in(10, small));
    tasks.addAll(last.tasks());
    assertEquals(11, tasks.size());
    assertEquals(
        11, tasks.stream().map(task -> of(task).address()).distinct().count(), "all differ");
    assertEquals("RESOURCE:ENI", last.failures().getFirst().reason());
    assertEquals(
        "The subnet subnet-5a11 (172.31.200.0/28) has 0 free addresses, 11 are in use.",
        last.failures().getFirst().detail());
    assertEquals(1, last.failures().size());
    stop(tasks.get(4));
    assertEquals(
        of(tasks.get(4)).address(), of(run(CLUSTER, in(1, small)).tasks().getFirst()).address());
  }

  @Test
  void whenOneSubnetIsFullTheNextIsUsed() {
    host("a1", "us-east-1a", "instances");
    Subnet small = small("us-east-1a");
    for (int round = 0; round < 2; round++) {
      run(CLUSTER, in(5, small));
    }
    List<Task> tasks = run(CLUSTER, in(10, small, subnet("us-east-1b"))).tasks();
    assertEquals(10, tasks.size(), "zone b has no host, so this one serves it");
    assertEquals(1, tasks.stream().filter(t -> of(t).place().subnet().equals(small.id())).count());
    assertEquals("us-east-1b", tasks.getLast().launch().zone());
  }

  @Test
  void whereEachZoneHasAHostTasksGoToTheirSubnets() {
    host("a1", "us-east-1a", "instances");
    Instance there = host("b1", "us-east-1b", "instances");
    for (Task task : run(CLUSTER, in(5, subnet("us-east-1b"))).tasks()) {
      assertEquals(there.arn(), task.instance());
    }
    put(new Change.Put(there.deregistered(NOON)));
    assertEquals(
        List.of(),
        run(CLUSTER, in(1, subnet("us-east-1b"))).failures(),
        "without a host of its own the zone is served from others");
  }

  @Test
  void fargateTakesTasksOfAllClusters() {
    Instance host = host("a1", "us-east-1a", "both");
    Task task =
        run(OTHER, said -> in(1, subnet("us-east-1c")).apply(said).launchType("FARGATE"))
            .tasks()
            .getFirst();
    assertEquals(OTHER.name(), task.arn().cluster());
    assertEquals(host.arn(), task.instance());
    assertTrue(task.isOnFargate());
    assertEquals("1.4.0", task.launch().platformVersion());
    assertEquals(List.of(task.arn()), arns(Task.unstopped(picture, OTHER)));
    assertEquals(List.of(), arns(Task.unstopped(picture, CLUSTER)));
    assertEquals(List.of(task.arn()), arns(Task.on(picture, host.arn())));
  }

  private static List<TaskArn> arns(Collection<Task> tasks) {
    return tasks.stream().map(Task::arn).toList();
  }

  @Test
  void withoutRoomFargateSaysWhatEcsSays() {
    host("a1", "us-east-1a", "instances");
    var failure =
        run(OTHER, said -> in(1, subnet("us-east-1c")).apply(said).launchType("FARGATE"))
            .failures()
            .getFirst();
    assertEquals(
        "Capacity is unavailable at this time. Please try again later or in a different"
            + " availability zone",
        failure.reason());
    assertEquals(null, failure.arn());
  }

  @Test
  void onlyFargateGivesPublicAddresses() {
    host("a1", "us-east-1a", "both");
    UnaryOperator<RunTaskRequest.Builder> published =
        said ->
            said.networkConfiguration(n ->
                n.awsvpcConfiguration(v ->
                    v.subnets(subnet("us-east-1a").id()).assignPublicIp(AssignPublicIp.ENABLED)));
    assertEquals(
        "Assign public IP is not supported for this launch type.",
        refused(decide(CLUSTER, published)).message());
    Task task =
        run(CLUSTER, said -> published.apply(said).launchType("FARGATE")).tasks().getFirst();
    assertTrue(of(task).publicAddress() != null);
  }

  /// Ten thousand starts and stops, in an order that a lot decides.
  @Test
  void noAddressIsLost() {
    host("a1", "us-east-1a", "instances");
    Subnet small = small("us-east-1a");
    List<Task> living = new ArrayList<>();
    for (int done = 0; done < 10_000; done++) {
      if (living.size() == 11 || (!living.isEmpty() && random.nextBoolean())) {
        stop(living.remove(random.nextInt(living.size())));
      } else {
        living.addAll(run(CLUSTER, in(1, small)).tasks());
      }
      assertEquals(11 - living.size(), AddressPool.of(picture).free(small));
    }
    var addresses = new HashSet<>(living.stream().map(task -> of(task).address()).toList());
    assertEquals(living.size(), addresses.size());
    assertEquals(InstanceStatus.ACTIVE, picture.all(Instance.KIND).iterator().next().status());
  }
}
