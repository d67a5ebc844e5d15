package argosy.sim;

import java.time.Duration;
import java.util.List;

/// What goes wrong: containers end, agents, whole machines and the server die and come back, engines
/// go away, sockets break.
final class Faults {
  /// How often something goes wrong, and for how long.
  record Pace(Duration pauseMax, Duration outageMax) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(20), Duration.ofSeconds(90));
  }

  private final World world;
  private final SimServer server;
  private final List<SimHost> hosts;
  private final Pace pace;
  private boolean active = true;

  Faults(World world, SimServer server, List<SimHost> hosts, Pace pace) {
    this.pace = pace;
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
        world.between(Duration.ofMillis(100), pace.pauseMax()),
        () -> {
          if (active) {
            strike();
            again();
          }
        });
  }

  private void strike() {
    SimHost host = hosts.get(world.random().nextInt(hosts.size()));
    switch (world.random().nextInt(9)) {
      case 0 -> killServer();
      case 1 -> killAgent(host);
      case 3 -> {
        host.engineAway(true);
        world.after(outage(), () -> host.engineAway(false));
      }
      case 2 -> killMachine(host);
      case 4, 5 -> server.breakConnection();
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

  /// Its containers end with it.
  private void killMachine(SimHost host) {
    if (host.isUp()) {
      host.kill();
      host.endAllContainers();
      world.after(outage(), host::start);
    }
  }

  private Duration outage() {
    return world.between(Duration.ZERO, pace.outageMax());
  }
}
