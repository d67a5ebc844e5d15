package argosy.sim;

import argosy.agent.Agent;
import argosy.agent.AgentConfig;
import argosy.agent.Folders;
import argosy.agent.HostNetwork;
import argosy.agent.Link;
import argosy.agent.MemoryCheckpoint;
import argosy.agent.PullBehavior;
import argosy.agent.TaskEndpoint;
import argosy.agent.runtime.Container;
import argosy.agent.runtime.RegistryKeys;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.wire.client.ControlPlane;
import argosy.wire.http.Socket;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/// A machine with an agent: the real agent on containers in memory. Its agent can die and be
/// started again; its engine can go away; its containers can end.
final class SimHost {
  static final String IMAGE = "sim/image:1";

  private static final int CPU_UNITS = 4_096;
  private static final int MEMORY_MIB = 4_096;

  private final World world;
  private final SimServer server;
  private final double loss;
  private final Map<String, String> more;
  private final String name;
  private final char zone;
  private final FakeRuntime runtime;
  private final MemoryCheckpoint checkpoint = new MemoryCheckpoint();
  private SimLoop loop;
  private boolean up;

  /// @param number from 1; hosts of odd and of even numbers are in two zones
  SimHost(int number, World world, SimServer server, double loss) {
    this(number, world, server, loss, Map.of());
  }

  /// A host of Fargate, too.
  static SimHost ofFargate(int number, World world, SimServer server) {
    return new SimHost(
        number,
        world,
        server,
        0,
        Map.of("argosy.pool", "both", HostNetwork.UNDERLAY, "10.0.0." + number));
  }

  private SimHost(
      int number, World world, SimServer server, double loss, Map<String, String> more) {
    this.more = more;
    this.name = "host" + number;
    this.zone = number % 2 == 0 ? 'b' : 'a';
    this.world = world;
    this.server = server;
    this.loss = loss;
    this.runtime = new FakeRuntime(world);
    this.loop = new SimLoop(world);
    runtime.addImage(IMAGE);
    if (!more.isEmpty()) {
      runtime.runtimes("runc", Runtime.JOINING);
    }
    start();
  }

  void start() {
    up = true;
    loop = new SimLoop(world);
    var config =
        new AgentConfig(
            "",
            SimServer.CELL.region(),
            name,
            "0.0.0.0",
            URI.create("http://localhost:4566"),
            new AgentConfig.Images(PullBehavior.PREFER_CACHED, RegistryKeys.NONE, Optional.empty()),
            Duration.ofMinutes(10),
            new AgentConfig.Resources(CPU_UNITS, MEMORY_MIB, Set.of(22), Set.of()),
            attributes(),
            Folders.none(name),
            checkpoint);
    new Agent(
            config,
            new Calls(),
            new Links(),
            runtime,
            loop,
            world.anotherRandom(),
            TaskEndpoint.NONE,
            (_, _, _) -> new Calls(),
            more.isEmpty() ? HostNetwork.NONE : new SimNetwork())
        .start();
  }

  private Map<String, String> attributes() {
    Map<String, String> all = new TreeMap<>(more);
    all.put("ecs.availability-zone", SimServer.CELL.region() + zone);
    return all;
  }

  /// Kill -9 of the agent; containers go on.
  void kill() {
    loop.kill();
    up = false;
  }

  boolean isUp() {
    return up;
  }

  void engineAway(boolean away) {
    runtime.away(away);
  }

  /// Ends one of the running containers, by itself or by force.
  void endContainer() {
    List<Container> running = running();
    if (!running.isEmpty()) {
      String id = running.get(world.random().nextInt(running.size())).id();
      if (world.chance(0.5)) {
        runtime.exit(id, world.random().nextInt(3));
      } else {
        runtime.kill(id);
      }
    }
  }

  void endAllContainers() {
    running().forEach(container -> runtime.kill(container.id()));
  }

  List<Container> running() {
    return runtime.containers().stream()
        .filter(container -> container.phase() == Container.Phase.RUNNING)
        .toList();
  }

  /// The agent's calls: a request may be lost, and so may its answer.
  private final class Calls implements ControlPlane {
    @Override
    public <A extends SdkPojo> A call(SdkPojo request, Class<A> response) throws IOException {
      if (world.chance(loss)) {
        throw new IOException("the request was lost");
      }
      A answer = server.call(request, response);
      if (world.chance(loss)) {
        throw new IOException("the answer was lost");
      }
      return answer;
    }
  }

  private final class Links implements Link {
    @Override
    public Socket acs(URI address, Function<Socket, Socket.Listener> listener) throws IOException {
      return server.connect(address, loss, listener);
    }

    @Override
    public Socket tcs(URI address, Function<Socket, Socket.Listener> listener) throws IOException {
      return server.connect(address, loss, listener);
    }
  }
}
