package argosy.e2e;

import static argosy.e2e.Services.stays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/// Of three hosts one loses its power, or its network; services with addresses are whole without.
class HostLossTest {
  private static final int TASKS = 6;

  /// Nobody is told of a cut: the server misses what an agent sends for two minutes at least, and
  /// then the host is lost after ten seconds.
  private static final Duration DECLARED_MAX = Duration.ofMinutes(5);

  private static final Duration ELSEWHERE_MAX = Duration.ofSeconds(30);

  private static LocalHosts hosts;
  private static Services services;

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

  @AfterEach
  void clear() {
    services.clear();
  }

  private static List<String> subnets() {
    return List.of("a", "b", "c").stream().map(zone -> hosts.subnet(zone).subnetId()).toList();
  }

  private static int free() {
    return hosts.ec2().describeSubnets(d -> d.subnetIds(subnets())).subnets().stream()
        .mapToInt(subnet -> subnet.availableIpAddressCount())
        .sum();
  }

  private static void create(String name) throws Exception {
    String definition = hosts.aws().register(LocalHosts.awsvpc(name, stays()));
    hosts
        .aws()
        .ecs()
        .createService(it ->
            it.serviceName(name)
                .taskDefinition(definition)
                .desiredCount(TASKS)
                .networkConfiguration(LocalHosts.network(subnets())));
    var _ = services.complete(name);
  }

  private static Map<String, List<Task>> byHost(String service) {
    return services.tasks(service).stream()
        .filter(task -> task.lastStatus().equals("RUNNING"))
        .collect(Collectors.groupingBy(hosts::of));
  }

  private static List<Task> on(String service, String host) {
    return byHost(service).getOrDefault(host, List.of());
  }

  /// Waits until none of a service's tasks is counted on a host, and says how long after the loss
  /// was declared that was.
  private static Duration whole(String name, String without) throws Exception {
    Await.until(
        DECLARED_MAX,
        "the loss is declared",
        () -> services.describe(name).events().stream().anyMatch(HostLossTest::declares));
    Service after =
        services.await(
            name,
            "all are elsewhere",
            it -> it.runningCount() == TASKS && !byHost(name).containsKey(without));
    Instant declared =
        after.events().stream()
            .filter(HostLossTest::declares)
            .map(ServiceEvent::createdAt)
            .findFirst()
            .orElseThrow();
    return Duration.between(declared, Instant.now());
  }

  private static boolean declares(ServiceEvent event) {
    return event.message().contains("has tasks on lost hosts");
  }

  private static Set<String> addresses(Collection<List<Task>> tasks) {
    var all = new HashSet<String>();
    tasks.forEach(some -> some.forEach(task -> all.add(LocalHosts.address(task))));
    return all;
  }

  @Test
  void aHostWithoutPowerIsReplacedAndItsAddressesAreFree() throws Exception {
    int before = free();
    create("power");
    Map<String, List<Task>> on = byHost("power");
    assertEquals(Set.of("host-1", "host-2", "host-3"), on.keySet(), "they are spread");
    assertEquals(before - TASKS, free());
    hosts.happens("kill", "host-2");
    Duration took = whole("power", "host-2");
    assertTrue(took.compareTo(ELSEWHERE_MAX) < 0, took::toString);
    assertEquals(before - TASKS, free(), "those of the lost tasks are free again");
    assertEquals(TASKS, addresses(byHost("power").values()).size(), "each its own");

    hosts.happens("start", "host-2");
    Await.until(Services.PATIENCE, "it is back", () -> hosts.isConnected("host-2"));
    Await.until(
        Services.PATIENCE,
        "it takes tasks again",
        () -> {
          var _ = services.scale("power", TASKS + 3);
          return services.describe("power").runningCount() == TASKS + 3
              && byHost("power").containsKey("host-2");
        });
    for (Task task : on("power", "host-2")) {
      assertTrue(hosts.inside(task, "ip -4 addr show dev eth0").contains(LocalHosts.address(task)));
    }
  }

  /// Its containers run on, because nobody can tell it to stop them; when it is back they are
  /// stopped, and nothing runs twice.
  @Test
  void aHostThatWasCutOffStopsWhatRunsElsewhere() throws Exception {
    int before = free();
    create("cable");
    List<Task> doubles = on("cable", "host-3");
    hosts.happens("cut", "host-3");
    Duration took = whole("cable", "host-3");
    assertTrue(took.compareTo(ELSEWHERE_MAX) < 0, took::toString);
    assertEquals(before - TASKS, free(), "those of the lost tasks are free again");
    for (Task task : doubles) {
      assertTrue(runs(task), "nobody could tell it to stop");
    }
    hosts.happens("mend", "host-3");
    for (Task task : doubles) {
      Await.until(Services.PATIENCE, "it stops", () -> !runs(task));
    }
    Await.until(
        Services.PATIENCE,
        "what runs is what is said to run",
        () -> running().equals(services.containers("cable")));
    Service after = services.describe("cable");
    assertEquals(TASKS, after.runningCount());
    assertFalse(byHost("cable").containsKey("host-3"));
    assertEquals(0, Services.primary(after).failedTasks());
    assertEquals(before - TASKS, free());
  }

  private static boolean runs(Task task) throws Exception {
    return hosts
        .engine(hosts.of(task))
        .run("inspect", "-f", "{{.State.Running}}", task.containers().getFirst().runtimeId())
        .out()
        .contains("true");
  }

  /// The containers that run on all hosts.
  private static Set<String> running() throws Exception {
    var all = new ArrayList<String>();
    hosts.containers().values().forEach(all::addAll);
    return Set.copyOf(all);
  }
}
