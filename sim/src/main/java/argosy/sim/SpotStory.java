package argosy.sim;

import static argosy.sim.Invariants.that;

import argosy.domain.instance.Instance;
import argosy.domain.placement.Reservation;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.domain.task.Stop;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A story about one to three hosts of Fargate on which there is not room for all that is wanted:
/// tenants and faults for two minutes, then peace until nothing changes any more.
final class SpotStory {
  private static final Duration TROUBLE = Duration.ofMinutes(2);
  private static final Faults.Pace PACE =
      new Faults.Pace(Duration.ofSeconds(12), Duration.ofSeconds(15));

  /// Longer than every time-out, back-off, pause, and what is kept for Fargate, together.
  private static final Duration PEACE = Duration.ofMinutes(12);

  private static final int HOSTS_MAX = 3;
  private static final String INTERRUPTED = "SpotInterruption";

  private SpotStory() {}

  /// How many tasks ended by which code; `RUNNING` are those that run.
  ///
  /// @throws AssertionError if a promise isn't kept
  static Map<String, Integer> run(long seed) {
    var world = new World(seed);
    var server = new SimServer(world);
    List<SimHost> hosts =
        IntStream.rangeClosed(1, world.random().nextInt(1, HOSTS_MAX + 1))
            .mapToObj(number -> SimHost.ofFargate(number, world, server))
            .toList();
    var tenants = new Tenants(world, server);
    var faults = new Faults(world, server, hosts, PACE);
    var invariants = new Invariants(server, hosts, Map.of());
    Runnable look =
        () -> {
          invariants.hold();
          onlySpotIsInterrupted(server.picture());
        };
    world.runUntil(world.instant().plus(TROUBLE), look);
    tenants.leave();
    faults.end();
    world.runUntil(world.instant().plus(PEACE), look);
    Instant patience = world.instant().plusSeconds(60);
    while (!invariants.everybodyIsThere() && world.instant().isBefore(patience)) {
      world.runUntil(world.instant().plusSeconds(1), look);
    }
    invariants.holdInTheEnd();
    fargateDoesNotWaitForSpot(server.picture());
    return ends(server.picture());
  }

  private static void onlySpotIsInterrupted(Picture picture) {
    for (Task task : picture.all(Task.KIND)) {
      @Nullable Stop stop = task.stop();
      if (stop != null) {
        boolean interrupted = stop.code().spelled().equals(INTERRUPTED);
        that(!interrupted || task.isSpot(), () -> "interrupted though it isn't Spot: " + task);
        that(
            interrupted == stop.reason().equals("Your Spot Task was interrupted."),
            () -> "code and reason don't go together: " + task);
      }
    }
  }

  /// Where a service lacks tasks of Fargate, no host would have room for one if it had no Spot
  /// tasks.
  private static void fargateDoesNotWaitForSpot(Picture picture) {
    for (Service service : picture.all(Service.KIND)) {
      if (service.lives() && isFirm(service)) {
        Collection<Task> tasks = Task.unstoppedOf(picture, service.key().id());
        that(
            tasks.size() >= service.desired() || !hasRoom(picture, service),
            () -> "waits while Spot has room that would do: " + service + " has " + tasks);
      }
    }
  }

  private static boolean isFirm(Service service) {
    return service.spec().capacityProviderStrategy().stream()
        .allMatch(item -> item.capacityProvider().equals("FARGATE"));
  }

  private static boolean hasRoom(Picture picture, Service service) {
    Optional<Reservation> needs = Tenants.size(service.spec().taskDefinition());
    return picture.all(Instance.KIND).stream()
        .filter(host -> host.belongs() && host.agentConnected())
        .anyMatch(host -> needs.filter(need -> fits(picture, host, need)).isPresent());
  }

  private static boolean fits(Picture picture, Instance host, Reservation needs) {
    int cpu = host.capacity().cpuUnits();
    int memory = host.capacity().memoryMib();
    for (Task task : Task.on(picture, host.arn())) {
      if (!task.isSpot()) {
        cpu -= task.launch().reservation().cpuUnits();
        memory -= task.launch().reservation().memoryMib();
      }
    }
    return cpu >= needs.cpuUnits() && memory >= needs.memoryMib();
  }

  private static Map<String, Integer> ends(Picture picture) {
    Map<String, Integer> ends = new TreeMap<>();
    for (Task task : picture.all(Task.KIND)) {
      Stop stop = task.stop();
      ends.merge(stop == null ? "RUNNING" : stop.code().name(), 1, Integer::sum);
      if (task.isSpot() && task.last() == TaskStatus.RUNNING) {
        ends.merge("Spot", 1, Integer::sum);
      }
    }
    return ends;
  }
}
