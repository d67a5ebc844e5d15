package argosy.agent;

import static argosy.agent.AgentConfig.Resources.RESERVED_PORTS;

import argosy.agent.AgentConfig.Fargate;
import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.RegistryKeys;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.wire.acs.PayloadTask;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// An agent with everything around it faked.
final class AgentRig {
  static final Duration SOON = Duration.ofMillis(100);

  final ManualLoop loop = new ManualLoop();
  final FakeControlPlane plane = new FakeControlPlane();
  final FakeRuntime runtime = new FakeRuntime(loop);
  final MemoryCheckpoint checkpoint = new MemoryCheckpoint();
  private AgentConfig config;
  private final SplittableRandom random;
  private final TaskEndpoint endpoint;
  private int messages;
  Agent agent;

  private HostNetwork network = HostNetwork.NONE;

  AgentRig() {
    this(TaskEndpoint.NONE);
  }

  AgentRig(Gpus gpus) {
    this(
        PullBehavior.PREFER_CACHED,
        1,
        TaskEndpoint.NONE,
        Folders.none("box"),
        Optional.empty(),
        gpus);
  }

  AgentRig(TaskEndpoint endpoint) {
    this(PullBehavior.PREFER_CACHED, 1, endpoint);
  }

  AgentRig(PullBehavior pulls, long seed) {
    this(pulls, seed, TaskEndpoint.NONE);
  }

  AgentRig(PullBehavior pulls, long seed, TaskEndpoint endpoint) {
    this(pulls, seed, endpoint, Folders.none("box"), Optional.empty());
  }

  AgentRig(PullBehavior pulls, long seed, TaskEndpoint endpoint, Folders folders) {
    this(pulls, seed, endpoint, folders, Optional.empty());
  }

  AgentRig(
      PullBehavior pulls, long seed, TaskEndpoint endpoint, Optional<AgentConfig.Cleanup> cleanup) {
    this(pulls, seed, endpoint, Folders.none("box"), cleanup);
  }

  private AgentRig(
      PullBehavior pulls,
      long seed,
      TaskEndpoint endpoint,
      Folders folders,
      Optional<AgentConfig.Cleanup> cleanup) {
    this(pulls, seed, endpoint, folders, cleanup, Gpus.NONE);
  }

  private AgentRig(
      PullBehavior pulls,
      long seed,
      TaskEndpoint endpoint,
      Folders folders,
      Optional<AgentConfig.Cleanup> cleanup,
      Gpus gpus) {
    this.endpoint = endpoint;
    random = new SplittableRandom(seed);
    config =
        new AgentConfig(
            "",
            "us-east-1",
            "box",
            "127.0.0.1",
            URI.create("http://localhost:4566"),
            new AgentConfig.Images(pulls, RegistryKeys.NONE, cleanup),
            AgentConfig.CLEANUP_WAIT,
            new AgentConfig.Resources(2048, 4096, RESERVED_PORTS, Set.of(), gpus, Fargate.PLAIN),
            Map.of("disk", "fast"),
            folders,
            checkpoint);
    agent = fresh();
  }

  private Agent fresh() {
    return new Agent(
        config, plane, plane, runtime, loop, random, endpoint, (_, _, _) -> plane, network);
  }

  /// On a host of Fargate.
  AgentRig with(Fargate fargate) {
    config =
        new AgentConfig(
            config.cluster(),
            config.region(),
            config.hostName(),
            config.publishAddress(),
            config.logs(),
            config.images(),
            config.cleanupWait(),
            new AgentConfig.Resources(2048, 4096, RESERVED_PORTS, Set.of(), Gpus.NONE, fargate),
            Map.of("argosy.pool", "both"),
            config.folders(),
            checkpoint);
    agent = fresh();
    return this;
  }

  /// On a host whose tasks have addresses of their own.
  AgentRig with(HostNetwork other) {
    network = other;
    agent = fresh();
    return this;
  }

  AgentRig start() {
    agent.start();
    loop.settle();
    return this;
  }

  /// Ends the agent and starts another on what it left.
  void restart() {
    agent.close();
    loop.settle();
    agent = fresh();
    start();
  }

  void place(PayloadTask... tasks) {
    plane.acs().say(Payloads.message("m" + ++messages, plane.instance(), tasks));
    loop.settle();
  }

  Container container(String name) {
    return runtime.containers().stream()
        .filter(c -> name.equals(c.labels().get("com.amazonaws.ecs.container-name")))
        .findFirst()
        .orElseThrow();
  }

  List<String> running() {
    return runtime.containers().stream()
        .filter(c -> c.phase() == Phase.RUNNING)
        .map(c -> c.labels().getOrDefault("com.amazonaws.ecs.container-name", ""))
        .toList();
  }
}
