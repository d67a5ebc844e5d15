package argosy.sim;

import argosy.domain.deployment.Outside;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A shorter story than a [Simulation], about two services on one to three hosts: owners and faults
/// for a minute, then peace until everything has come to its end.
final class ServiceStory {
  private static final Duration TROUBLE = Duration.ofSeconds(60);
  private static final Faults.Pace PACE =
      new Faults.Pace(Duration.ofSeconds(8), Duration.ofSeconds(15));

  /// Longer than every time-out, back-off and pause together.
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /// Some outages last longer, so that hosts are lost and come back.
  private static final Duration LOST_AFTER = Duration.ofSeconds(6);

  private static final Duration LOOK = Duration.ofSeconds(5);

  /// Everything has come to its end if it has at so many looks, which last longer than an outage.
  private static final int STILL = 4;

  private static final int HOSTS_MAX = 3;

  private ServiceStory() {}

  /// How the services ended, and how many so; `lost` are tasks that their hosts took with them.
  ///
  /// @throws AssertionError if a promise isn't kept
  static Map<String, Integer> run(long seed) {
    var world = new World(seed);
    var server = new SimServer(world, losing(world));
    List<SimHost> hosts =
        IntStream.rangeClosed(1, world.random().nextInt(1, HOSTS_MAX + 1))
            .mapToObj(number -> new SimHost(number, world, server, 0))
            .toList();
    var owners = new Owners(world, server);
    var faults = new Faults(world, server, hosts, PACE);
    var invariants = new Invariants(server, hosts, Map.of());
    var promises = new Promises(server);
    Runnable look =
        () -> {
          invariants.hold();
          promises.hold();
        };
    world.runUntil(world.instant().plus(TROUBLE), look);
    owners.leave();
    faults.end();
    Instant patience = world.instant().plus(PATIENCE);
    for (int still = 0; still < STILL && world.instant().isBefore(patience); ) {
      world.runUntil(world.instant().plus(LOOK), look);
      boolean calm =
          invariants.everybodyIsThere() && invariants.nothingMoves() && promises.areKept();
      still = calm ? still + 1 : 0;
    }
    invariants.holdInTheEnd();
    Map<String, Integer> ends = promises.holdInTheEnd();
    ends.put("lost", promises.lost());
    return ends;
  }

  /// In half of the stories hosts that are away too long count as lost.
  private static Outside losing(World world) {
    return Outside.NONE.with(world.chance(0.5) ? Optional.of(LOST_AFTER) : Optional.empty());
  }
}
