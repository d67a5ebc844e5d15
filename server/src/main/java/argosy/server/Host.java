package argosy.server;

import argosy.agent.Agent;
import argosy.agent.AgentConfig;
import argosy.agent.AgentStatus;
import argosy.agent.AgentStatus.TaskStatus;
import argosy.agent.FileCheckpoint;
import argosy.agent.Gpus;
import argosy.agent.HostNetwork;
import argosy.agent.ThreadLoop;
import argosy.agent.link.SignedLink;
import argosy.agent.metadata.Callers;
import argosy.agent.metadata.Introspection;
import argosy.agent.metadata.LinkLocalEndpoint;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.docker.DockerRuntime;
import argosy.agent.vpc.Doors;
import argosy.store.Accounts.Account;
import argosy.wire.Service;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.client.AwsClient;
import argosy.wire.client.ControlPlane;
import argosy.wire.sigv4.Credentials;
import argosy.wire.vpc.Ipv4;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// This machine as a host. Also in the server's own process its agent speaks to the server over
/// sockets, so that nothing is true there only.
final class Host implements AutoCloseable {
  private static final int UNITS_A_CORE = 1_024;
  private static final long MIB = 1 << 20;
  private static final String FOLDER = "agent";

  /// What the network swallowed is said again after this.
  private static final Duration REPORT_MAX = Duration.ofSeconds(5);

  private final FolderLock lock;
  private final Agent agent;
  private final ThreadLoop loop;
  private final DockerRuntime runtime;
  private final LinkLocalEndpoint endpoint;
  private final Introspection introspection;
  private final HostNetwork network;

  private Host(
      FolderLock lock,
      Agent agent,
      ThreadLoop loop,
      DockerRuntime runtime,
      LinkLocalEndpoint endpoint,
      Introspection introspection,
      HostNetwork network) {
    this.lock = lock;
    this.agent = agent;
    this.loop = loop;
    this.runtime = runtime;
    this.endpoint = endpoint;
    this.introspection = introspection;
    this.network = network;
  }

  /// The host that is the server's own machine.
  static Host start(Settings settings, URI server, Account key, InstantSource clock)
      throws IOException {
    return start(
        new Joining(
            settings.folder(),
            server,
            settings.region(),
            "",
            RootKey.credentials(key),
            settings.isLoopback() ? "127.0.0.1" : "0.0.0.0",
            Map.of("argosy.pool", settings.underlay().isPresent() ? "none" : "both"),
            settings.upkeep(),
            settings.folders(),
            settings.gpus(),
            settings.underlay().map(Machine::at).orElse(Machine.WHOLE)),
        clock);
  }

  /// @throws Complaint if another agent has the folder
  static Host start(Joining joining, InstantSource clock) throws IOException {
    Path folder = Place.folder(joining.folder().resolve(FOLDER));
    FolderLock lock =
        FolderLock.take(
            folder,
            "another agent of this machine uses "
                + folder
                + "; choose another folder with --data, or stop that one.");
    Machine machine = joining.machine();
    var runtime = new DockerRuntime(socket(), machine.imagesFrom());
    var loop = new ThreadLoop("agent");
    var endpoint = new LinkLocalEndpoint(callers(joining, clock));
    Ipv4 underlay = underlay(machine);
    HostNetwork network = Networks.of(folder, joining.region(), endpoint, underlay);
    var agent =
        new Agent(
            config(joining, folder, attributes(joining, network, underlay)),
            client(joining, joining.credentials(), clock),
            new SignedLink(joining.region(), joining.credentials(), clock),
            runtime,
            loop,
            new SecureRandom(),
            endpoint,
            (role, address, region) ->
                new AwsClient(address, region, credentials(role), Service.LOGS, clock, REPORT_MAX),
            network);
    agent.start();
    Introspection introspection = Introspection.start(agent, runtime);
    return new Host(lock, agent, loop, runtime, endpoint, introspection, network);
  }

  private static ControlPlane client(
      Joining joining, Credentials credentials, InstantSource clock) {
    return new AwsClient(
        joining.server(), joining.region(), credentials, Service.ECS, clock, REPORT_MAX);
  }

  private static Callers callers(Joining joining, InstantSource clock) {
    return new Callers(
        client(joining, joining.credentials(), clock),
        role -> client(joining, credentials(role), clock));
  }

  private static Credentials credentials(RoleCredentials role) {
    return new Credentials(role.accessKeyId(), role.secretAccessKey(), role.sessionToken());
  }

  private static Ipv4 underlay(Machine machine) throws IOException {
    return machine.underlay().isPresent() ? machine.underlay().get() : Networks.underlay();
  }

  private static AgentConfig config(Joining joining, Path folder, Map<String, String> attributes)
      throws IOException {
    return new AgentConfig(
        joining.cluster(),
        joining.region(),
        joining.folders().hostName(),
        joining.publish(),
        joining.server(),
        joining.upkeep().images(),
        joining.upkeep().cleanupWait(),
        resources(joining, found(joining.gpus())),
        attributes,
        joining.folders(),
        new FileCheckpoint(folder));
  }

  /// The operator's, and what the host can besides.
  private static Map<String, String> attributes(
      Joining joining, HostNetwork network, Ipv4 underlay) {
    Map<String, String> attributes = new TreeMap<>();
    if (network.isHere()) {
      attributes.put(HostNetwork.UNDERLAY, underlay.toString());
    }
    attributes.putAll(joining.attributes());
    return attributes;
  }

  /// All cores and all memory, unless the operator knows what runs beside the tasks.
  private static AgentConfig.Resources resources(Joining joining, Gpus gpus) {
    Machine host = joining.machine();
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new AgentConfig.Resources(
        host.cpu().orElse(machine.getAvailableProcessors() * UNITS_A_CORE),
        host.memory().orElse((int) (machine.getTotalMemorySize() / MIB)),
        AgentConfig.Resources.RESERVED_PORTS,
        Set.of(),
        gpus,
        joining.upkeep().fargate());
  }

  private static Gpus found(Gpus.Finder finder) throws IOException {
    try {
      return finder.find();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while looking for GPUs", e);
    }
  }

  /// Docker's own variable says where its socket is, if it isn't in the usual place.
  private static Path socket() {
    String host = System.getenv("DOCKER_HOST");
    return host != null && host.startsWith("unix://")
        ? Path.of(host.substring("unix://".length()))
        : DockerRuntime.SOCKET;
  }

  /// The label that the containers of a data folder's host carry: `name=value`.
  ///
  /// @throws Complaint if the folder never had an agent
  static String label(Path folder) throws IOException {
    String id = new FileCheckpoint(folder.resolve(FOLDER)).load().get("host");
    if (id == null) {
      throw new Complaint("no agent ever ran for " + folder + "; there is nothing to remove.");
    }
    return Runtime.HOST_LABEL + "=" + id;
  }

  /// Nothing runs on; before the agent is a member of a cluster it doesn't know what does.
  private static boolean isIdle(AgentStatus status) {
    return !status.containerInstance().isEmpty()
        && status.tasks().stream().allMatch(TaskStatus::isOver);
  }

  /// Takes away what connected the tasks of a data folder's host, of which none runs any more.
  static void disconnect(Path folder) throws IOException {
    if (Networks.lack().isEmpty()) {
      Networks.of(folder.resolve(FOLDER), RegionOption.DEFAULT, Doors.NONE, Networks.underlay())
          .close(true);
    }
  }

  /// Whether the agent has an engine and hears the control plane.
  boolean isConnected() {
    return agent.status().join().connected();
  }

  /// False where there is no engine that the agent could wait for.
  boolean hasEngine() {
    return Files.exists(socket());
  }

  /// Containers run on.
  @Override
  public void close() {
    introspection.close();
    boolean idle = isIdle(agent.status().join());
    agent.close();
    loop.close();
    network.close(idle);
    endpoint.close();
    lock.close();
    runtime.close();
  }
}
