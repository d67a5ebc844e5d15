package argosy.sim;

import argosy.domain.state.Picture;
import argosy.domain.task.DeregisterInstance;
import argosy.domain.task.Stop;
import argosy.domain.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One story from a seed: a server, some hosts, users and faults for a while, then peace.
final class Simulation {

  /// Shorter than stopped tasks stay visible, so that none is forgotten meanwhile.
  private static final Duration TROUBLE = Duration.ofMinutes(5);

  /// Longer than every time-out and back-off of agent and server together.
  private static final Duration PEACE = Duration.ofMinutes(12);

  /// In peace too the lines lose frames, and a socket on which nothing was heard is opened anew.
  private static final Duration RENEWAL = Duration.ofSeconds(10);

  private static final int HOSTS_MAX = 3;

  private Simulation() {}

  /// What a story was about: how many tasks it has by the code of their end, `RUNNING` for those
  /// without, `forced out` for those that ended with their host's membership.
  ///
  /// @throws AssertionError if an invariant doesn't hold
  static Map<String, Integer> run(long seed) {
    var world = new World(seed);
    double loss = world.random().nextInt(3) * 0.05;
    var server = new SimServer(world);
    List<SimHost> hosts =
        IntStream.rangeClosed(1, world.random().nextInt(1, HOSTS_MAX + 1))
            .mapToObj(number -> new SimHost(number, world, server, loss))
            .toList();
    var users = new Users(world, server);
    var faults = new Faults(world, server, hosts, Faults.Pace.USUAL);
    var invariants = new Invariants(server, hosts, users.acknowledged());
    world.runUntil(world.instant().plus(TROUBLE), invariants::hold);
    users.leave();
    faults.end();
    world.runUntil(world.instant().plus(PEACE), invariants::hold);
    Instant patience = world.instant().plus(RENEWAL);
    while (!invariants.everybodyIsThere() && world.instant().isBefore(patience)) {
      world.runUntil(world.instant().plusSeconds(1), invariants::hold);
    }
    invariants.holdInTheEnd();
    return ends(server.picture());
  }

  private static Map<String, Integer> ends(Picture picture) {
    Map<String, Integer> ends = new TreeMap<>();
    for (Task task : picture.all(Task.KIND)) {
      Stop stop = task.stop();
      ends.merge(stop == null ? "RUNNING" : end(stop), 1, Integer::sum);
    }
    return ends;
  }

  private static String end(Stop stop) {
    return stop.reason().equals(DeregisterInstance.FORCED) ? "forced out" : stop.code().spelled();
  }
}
