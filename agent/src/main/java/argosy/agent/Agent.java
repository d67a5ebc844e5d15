package argosy.agent;

import argosy.agent.link.Reports;
import argosy.agent.link.Session;
import argosy.agent.runtime.Container;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Engine;
import argosy.agent.task.GpuAccess;
import argosy.agent.task.ImageCleanup;
import argosy.agent.task.ImagePulls;
import argosy.agent.task.LogService;
import argosy.agent.task.MetadataIds;
import argosy.agent.task.OciRuntimes;
import argosy.agent.task.Place;
import argosy.agent.task.Saves;
import argosy.agent.task.Surroundings;
import argosy.agent.task.TaskCredentials;
import argosy.agent.task.TaskView;
import argosy.agent.task.Tasks;
import argosy.agent.task.Turns;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.ControlPlane;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An agent: it joins its host to a cluster and runs there what the control plane wants.
///
/// It begins with what is true: it reads its checkpoint, finds the engine, takes up the containers
/// that an earlier agent left, and only then registers. While the engine is away it waits.
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final String HOST = "host";
  private static final String METADATA_SECRET = "metadata-secret";
  private static final int SECRET_BYTES = 32;

  /// Another agent of this machine may leave the address.
  private static final Duration ENDPOINT_PAUSE = Duration.ofSeconds(10);

  /// Events can be lost without anybody noticing; a full look finds what they would have said.
  private static final Duration COMPARE_EVERY = Duration.ofMinutes(5);

  /// By then a control plane that is heard has told which VPCs the host takes part in.
  private static final Duration SWEEP_AFTER = Duration.ofMinutes(1);

  private static final Duration ENGINE_PAUSE = Duration.ofSeconds(2);

  private final AgentConfig config;
  private final ControlPlane controlPlane;
  private final Link link;
  private final Runtime runtime;
  private final Lifetime loop;
  private final RandomGenerator random;
  private final TaskEndpoint endpoint;
  private final LogService logs;
  private final HostNetwork network;
  private final Saves saves;
  private String host = "";
  private String metadataSecret = "";
  private @Nullable Tasks tasks;
  private @Nullable Session session;
  private Runtime.@Nullable Watch watch;

  public Agent(
      AgentConfig config,
      ControlPlane controlPlane,
      Link link,
      Runtime runtime,
      Loop loop,
      RandomGenerator random,
      TaskEndpoint endpoint,
      LogService logs,
      HostNetwork network) {
    this.config = config;
    this.controlPlane = controlPlane;
    this.link = link;
    this.runtime = runtime;
    this.loop = new Lifetime(loop);
    this.random = random;
    this.endpoint = endpoint;
    this.logs = logs;
    this.network = network;
    this.saves = new Saves(config.checkpoint(), this.loop);
  }

  /// Takes up the containers that an earlier agent left, then joins the cluster.
  public void start() {
    loop.post(this::load);
  }

  /// Leaves the cluster's sockets. Containers go on, and the next agent takes them up.
  @Override
  public void close() {
    loop.post(() -> {
      if (session != null) {
        session.close();
      }
      if (watch != null) {
        watch.close();
      }
      loop.end();
    });
  }

  /// Stops all tasks; done when they have stopped, the control plane knows it and nothing of them
  /// is left in the engine. The agent runs nothing more afterwards.
  public CompletableFuture<Void> stopTasks() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    loop.post(() -> {
      if (tasks == null) {
        stopped.completeExceptionally(new IllegalStateException("the agent hasn't begun yet"));
      } else {
        tasks.leave(() -> stopped.complete(null));
      }
    });
    return stopped;
  }

  public CompletableFuture<AgentStatus> status() {
    CompletableFuture<AgentStatus> answer = new CompletableFuture<>();
    loop.post(() ->
        answer.complete(
            new AgentStatus(
                config.cluster(),
                session == null ? "" : session.instance(),
                session != null && session.isConnected(),
                tasks == null ? List.of() : tasks.status())));
    return answer;
  }

  /// All tasks as they are now, stopped ones until their containers are removed.
  public CompletableFuture<List<TaskView>> views() {
    CompletableFuture<List<TaskView>> answer = new CompletableFuture<>();
    loop.post(() -> answer.complete(tasks == null ? List.of() : tasks.views()));
    return answer;
  }

  private void load() {
    loop.outside(
        config.checkpoint()::load,
        this::loaded,
        e -> {
          LOG.error("the checkpoint can't be read: {}", e.toString());
          loop.after(ENGINE_PAUSE, this::load);
        });
  }

  private void loaded(Map<String, String> kept) {
    host = kept.getOrDefault(HOST, "");
    if (host.isEmpty()) {
      host = "%016x".formatted(random.nextLong());
      saves.put(HOST, host);
    }
    metadataSecret = kept.getOrDefault(METADATA_SECRET, "");
    if (metadataSecret.isEmpty()) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      metadataSecret = HexFormat.of().formatHex(secret);
      saves.put(METADATA_SECRET, metadataSecret);
    }
    saves.then(() -> findEngine(kept));
  }

  private void findEngine(Map<String, String> kept) {
    loop.outside(
        () -> new Found(suited(runtime.engine()), runtime.list(host)),
        found -> begin(found, kept),
        e -> {
          LOG.warn("waiting for the engine: {}", e.toString());
          loop.after(ENGINE_PAUSE, () -> findEngine(kept));
        });
  }

  /// Tasks of Fargate are never run with less isolation than the operator wants.
  private Engine suited(Engine engine) throws IOException {
    String wanted = config.resources().fargate().runtime();
    if (!wanted.isEmpty() && !engine.runtimes().contains(wanted)) {
      throw new IOException(
          "it has no runtime "
              + wanted
              + ", by which tasks of Fargate are to be run; it has "
              + engine.runtimes()
              + ". Tell it of that runtime (in /etc/docker/daemon.json, then reload it), or start"
              + " without --fargate-runtime.");
    }
    return engine;
  }

  private void begin(Found found, Map<String, String> kept) {
    LOG.info("host {} with engine {}", host, found.engine.version());
    var metadata = new MetadataIds(metadataSecret);
    var reports = new Reports(config.cluster(), controlPlane, loop, random);
    var pulls = new ImagePulls(runtime, loop, config.images(), config.hostName());
    Tasks all =
        new Tasks(
            new Surroundings(
                new Place(
                    host,
                    config.cluster(),
                    config.region(),
                    config.publishAddress(),
                    config.logs(),
                    GpuAccess.of(config.resources().gpus(), found.engine),
                    OciRuntimes.of(found.engine, config.resources().fargate().runtime()),
                    metadata),
                runtime,
                loop,
                pulls,
                new Turns(loop),
                reports,
                saves,
                new TaskCredentials(),
                logs,
                config.folders(),
                network,
                config.cleanupWait()));
    tasks = all;
    new ImageCleanup(runtime, loop, pulls, saves, config.images().cleanup())
        .start(kept, all::images);
    all.adopt(found.containers, kept);
    answer(metadata, all, () -> join(found, metadata, kept, all, reports));
  }

  /// Opens the address where containers ask before the first of them is made.
  private void answer(MetadataIds metadata, Tasks all, Runnable then) {
    loop.outside(
        () -> endpoint.open(host, new Views(all), runtime),
        open -> {
          if (open) {
            metadata.answered();
          }
          then.run();
        },
        e -> {
          LOG.warn("containers can't ask about themselves: {}", e.getMessage());
          loop.after(ENDPOINT_PAUSE, () -> answer(metadata, all, () -> capable(metadata)));
          then.run();
        });
  }

  /// Removes what connected tasks of former agents that are no more.
  private void sweep(Tasks all) {
    if (session == null || !session.isConnected()) {
      if (network.isHere()) {
        loop.after(SWEEP_AFTER, () -> sweep(all));
      }
      return;
    }
    Set<String> living =
        all.status().stream()
            .filter(task -> !task.isOver())
            .map(task -> task.arn().substring(task.arn().lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    loop.outside(
        () -> {
          network.sweep(living);
          return living;
        },
        _ -> loop.after(COMPARE_EVERY, () -> sweep(all)),
        e -> {
          LOG.warn("what nobody needs of the network is still there: {}", e.getMessage());
          loop.after(COMPARE_EVERY, () -> sweep(all));
        });
  }

  private void capable(MetadataIds metadata) {
    if (session != null && metadata.isAnswered()) {
      session.capable();
    }
  }

  private void join(
      Found found, MetadataIds metadata, Map<String, String> kept, Tasks all, Reports reports) {
    watch = runtime.watch(host, new Ears(all));
    loop.after(COMPARE_EVERY, () -> compareAgain(all));
    loop.after(SWEEP_AFTER, () -> sweep(all));
    session =
        new Session(
            new Session.Setting(
                config,
                found.engine,
                metadata::isAnswered,
                controlPlane,
                link,
                loop,
                random,
                reports),
            all,
            saves,
            kept);
    session.open();
  }

  private void compareAgain(Tasks all) {
    compare(all);
    loop.after(COMPARE_EVERY, () -> compareAgain(all));
  }

  private void compare(Tasks all) {
    loop.outside(
        () -> runtime.list(host),
        all::compare,
        e -> LOG.warn("containers can't be listed: {}", e.toString()));
  }

  /// What other threads may ask.
  private final class Views implements TaskEndpoint.Tasks {
    private final Tasks all;

    private Views(Tasks all) {
      this.all = all;
    }

    @Override
    public CompletableFuture<Optional<TaskView>> of(String metadataId) {
      return first(view -> view.container(metadataId).isPresent());
    }

    @Override
    public CompletableFuture<Optional<TaskView>> holding(String dockerId) {
      return first(view -> view.inEngine(dockerId).isPresent());
    }

    @Override
    public CompletableFuture<Optional<TaskView>> using(String credentialsId) {
      return first(view -> view.uses(credentialsId));
    }

    @Override
    public CompletableFuture<Optional<TaskView>> wired(String vpcId, String address) {
      return first(view ->
          view.payload()
              .networkInterface()
              .filter(it -> it.vpcId().equals(vpcId) && it.address().equals(address))
              .isPresent());
    }

    private CompletableFuture<Optional<TaskView>> first(Predicate<TaskView> such) {
      CompletableFuture<Optional<TaskView>> answer = new CompletableFuture<>();
      loop.post(() -> answer.complete(all.views().stream().filter(such).findFirst()));
      return answer;
    }

    @Override
    public CompletableFuture<String> instance() {
      return status().thenApply(AgentStatus::containerInstance);
    }

    @Override
    public Optional<RoleCredentials> credentials(String id) throws InterruptedException {
      return all.credentials(id);
    }
  }

  private record Found(Engine engine, List<Container> containers) {}

  /// Hears the engine, from whatever thread.
  private final class Ears implements Runtime.Watcher {
    private final Tasks all;

    private Ears(Tasks all) {
      this.all = all;
    }

    @Override
    public void watching() {
      loop.post(() -> compare(all));
    }

    @Override
    public void changed(String id) {
      loop.post(() -> all.stirred(id));
    }

    @Override
    public void died(String id, int exitCode) {
      loop.post(() -> all.died(id, exitCode));
    }
  }
}
