package argosy.e2e;

import static argosy.e2e.LocalHosts.HOLDS_WITHIN;
import static argosy.e2e.LocalHosts.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Task;

/// Server, agents, engines and hosts die and come back in any order while tasks come and go.
class HostChaosTest {
  private static final boolean LONG = Boolean.getBoolean("argosy.long");
  private static final Duration LASTS = LONG ? Duration.ofMinutes(30) : Duration.ofSeconds(75);
  private static final int TASKS = 4;
  private static final int LOOSE_MAX = 4;
  private static final Duration CALM_MAX = Duration.ofMinutes(4);

  private static LocalHosts hosts;
  private static Services services;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final RandomGenerator random = new SplittableRandom(seed);
  private final List<String> story = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    hosts = LocalHosts.start(3, "--lost-hosts-after", "10s");
    services = new Services(hosts.aws());
  }

  @AfterAll
  static void stop() throws Exception {
    if (hosts != null) {
      hosts.close();
    }
  }

  @Test
  void nothingIsTwiceAndNothingStays() throws Exception {
    Set<String> before = interfaces();
    Map<String, String> rules = new HashMap<>();
    for (String host : hosts.instances().keySet()) {
      rules.put(host, chains(host));
    }
    String shut = hosts.group();
    hosts.allow(
        shut, 80, rule -> rule.userIdGroupPairs(UserIdGroupPair.builder().groupId(shut).build()));
    String web = hosts.aws().register(LocalHosts.awsvpc("churn", Definitions.webserver(80)));
    List<String> subnets =
        List.of("a", "b", "c").stream().map(zone -> hosts.subnet(zone).subnetId()).toList();
    hosts
        .aws()
        .ecs()
        .createService(it ->
            it.serviceName("churn")
                .taskDefinition(web)
                .desiredCount(TASKS)
                .networkConfiguration(LocalHosts.network(subnets, shut)));
    var _ = services.complete("churn");
    try {
      long end = System.nanoTime() + LASTS.toNanos();
      while (System.nanoTime() < end) {
        churn(web, subnets, shut);
        something();
        assertEquals(Set.of(), twice(), "addresses of two interfaces");
      }
      calm();
      rulesHold(shut);
      clear();
      Await.until(CALM_MAX, "no interface stays", () -> before.containsAll(interfaces()));
      for (String host : hosts.instances().keySet()) {
        Await.until(CALM_MAX, host + " is clean", () -> rest(host).isEmpty());
        Await.until(CALM_MAX, host + " has its rules", () -> chains(host).equals(rules.get(host)));
      }
    } catch (AssertionError | Exception e) {
      throw new AssertionError(
          "seed " + seed + ": " + String.join(", ", story) + "\n" + hosts.argosy().log(), e);
    }
  }

  /// Tasks beside the service's come and go, and it is rolled.
  private void churn(String web, List<String> subnets, String group) {
    try {
      List<String> loose = hosts.aws().ecs().listTasks(it -> it.startedBy("churn")).taskArns();
      if (loose.size() < LOOSE_MAX) {
        String subnet = subnets.get(random.nextInt(subnets.size()));
        var _ =
            hosts
                .aws()
                .ecs()
                .runTask(LocalHosts.asked(web, subnet, group).andThen(it -> it.startedBy("churn")));
      }
      if (!loose.isEmpty()) {
        hosts.aws().ecs().stopTask(it -> it.task(loose.get(random.nextInt(loose.size()))));
      }
      if (random.nextInt(4) == 0) {
        hosts.aws().ecs().updateService(it -> it.service("churn").forceNewDeployment(true));
      }
    } catch (EcsException e) {
      story.add("refused: " + e.getMessage());
    }
  }

  private void something() throws Exception {
    String host = "host-" + (1 + random.nextInt(3));
    switch (random.nextInt(6)) {
      case 0 -> {
        story.add("server dies");
        hosts.argosy().crash();
        var _ = hosts.argosy().up(); // with all hosts that were down
      }
      case 1 -> happens("kill", host, "--agent");
      case 2 -> happens("kill", host, "--engine");
      case 3 -> happens("kill", host);
      case 4 -> happens("cut", host);
      default -> happens("start", host);
    }
  }

  /// What can't happen to a host that is down already is refused.
  private void happens(String what, String host, String... how) throws Exception {
    story.add(what + " " + host + " " + String.join(" ", how));
    var words = new ArrayList<>(List.of(what, host));
    words.addAll(List.of(how));
    Ran tried = hosts.argosy().run("host", words.toArray(String[]::new));
    assertTrue(tried.exitCode() == 0 || tried.err().contains("is down"), () -> what + ": " + tried);
  }

  private void calm() throws Exception {
    story.add("calm");
    for (String host : hosts.instances().keySet()) {
      hosts.happens("start", host);
    }
    Await.until(
        CALM_MAX,
        "all hosts are back",
        () -> hosts.instances().keySet().stream().allMatch(hosts::isConnected));
    Await.until(
        CALM_MAX,
        "the service is whole, and what runs is what is said to run",
        () -> isWhole() && running().equals(said()));
  }

  private static boolean isWhole() {
    var now = services.describe("churn");
    return now.runningCount() == TASKS && now.deployments().size() == 1;
  }

  private static Set<String> running() throws Exception {
    var all = new TreeSet<String>();
    hosts.containers().values().forEach(all::addAll);
    return all;
  }

  private static List<Task> tasks() {
    return hosts.aws().describe(hosts.aws().ecs().listTasks().taskArns());
  }

  private static Set<String> said() {
    var all = new TreeSet<String>();
    for (Task task : tasks()) {
      if (task.lastStatus().equals("RUNNING")) {
        all.add(task.containers().getFirst().runtimeId());
      }
    }
    return all;
  }

  /// Members of the group read each other's pages wherever they are, at the addresses that are
  /// said, and nobody else does.
  private static void rulesHold(String group) throws Exception {
    List<Task> members = services.tasks("churn");
    String definition = members.getFirst().taskDefinitionArn();
    Task stranger = hosts.run(definition, hosts.subnet("b").subnetId(), hosts.group());
    for (Task to : members) {
      for (Task from : members) {
        Await.until(
            HOLDS_WITHIN, address(from) + " reads " + address(to), () -> hosts.reads(from, to));
      }
      assertTrue(!hosts.reads(stranger, to), () -> group + " lets a stranger in");
    }
  }

  private static void clear() {
    services.clear();
    hosts.aws().stopAll();
  }

  private static Set<String> interfaces() {
    var ids = new TreeSet<String>();
    hosts
        .ec2()
        .describeNetworkInterfacesPaginator()
        .networkInterfaces()
        .forEach(it -> ids.add(it.networkInterfaceId()));
    return ids;
  }

  private static Set<String> twice() {
    var seen = new HashMap<String, NetworkInterface>();
    var twice = new HashSet<String>();
    for (NetworkInterface each :
        hosts.ec2().describeNetworkInterfacesPaginator().networkInterfaces()) {
      if (seen.put(each.vpcId() + " " + each.privateIpAddress(), each) != null) {
        twice.add(each.privateIpAddress());
      }
    }
    return twice;
  }

  /// What is left on a host of tasks that are no more: namespaces, links, containers.
  private static List<String> rest(String host) throws IOException, InterruptedException {
    String look =
        """
        ip netns | grep argosy-task
        for vpc in $(ip netns | grep -o '^argosy-vpc[^ ]*'); do
          own=$(ip netns exec $vpc ip -o link | grep -o ' e[a-z0-9]*@' | wc -l)
          [ "$own" -le 1 ] || ip netns exec $vpc ip -br link
        done
        docker ps --quiet --filter label=argosy.host
        """;
    return inside(host, look);
  }

  /// The chains of rules that a host has.
  private static String chains(String host) throws IOException, InterruptedException {
    String look =
        """
        for vpc in $(ip netns | grep -o '^argosy-vpc[^ ]*'); do
          ip netns exec $vpc nft list chains | grep 'chain ' | sort
        done
        """;
    return String.join("\n", inside(host, look));
  }

  private static List<String> inside(String host, String script)
      throws IOException, InterruptedException {
    return hosts.argosy().run("host", "exec", host, "sh", "-c", script).lines();
  }
}
