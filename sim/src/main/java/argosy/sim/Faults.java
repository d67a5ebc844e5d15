package argosy.sim;

import java.time.Duration;
import java.util.List;

/// What goes wrong: containers end, agents and the server die and come back, engines go away,
/// sockets break.
final class Faults {
  private static final Duration PAUSE_MAX = Duration.ofSeconds(20);
  private static final Duration OUTAGE_MAX = Duration.ofSeconds(90);

  private final World world;
  private final SimServer server;
  private final List<SimHost> hosts;
  private boolean active = true;

  Faults(World world, SimServer server, List<SimHost> hosts) {
    this.world = world;
    this.server = server;
    this.hosts = hosts;
    again();
  }

  /// No more faults begin; those that have begun end in their time.
  void end() {
    active = false;
  }

  private void again() {
    world.after(
        world.between(Duration.ofMillis(100), PAUSE_MAX),
        () -> {
          if (active) {
            strike();
            again();
          }
        });
  }

  private void strike() {
    SimHost host = hosts.get(world.random().nextInt(hosts.size()));
    switch (world.random().nextInt(8)) {
      case 0 -> killServer();
      case 1 -> killAgent(host);
      case 2 -> {
        host.engineAway(true);
        world.after(outage(), () -> host.engineAway(false));
      }
      case 3, 4 -> server.breakConnection();
      default -> host.endContainer();
    }
  }

  private void killServer() {
    if (server.isUp()) {
      server.kill();
      world.after(outage(), server::start);
    }
  }

  private void killAgent(SimHost host) {
    if (host.isUp()) {
      host.kill();
      world.after(outage(), host::start);
    }
  }

  private Duration outage() {
    return world.between(Duration.ZERO, OUTAGE_MAX);
  }
}
