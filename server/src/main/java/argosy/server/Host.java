package argosy.server;

import argosy.agent.Agent;
import argosy.agent.AgentConfig;
import argosy.agent.FileCheckpoint;
import argosy.agent.PullBehavior;
import argosy.agent.ThreadLoop;
import argosy.agent.link.SignedLink;
import argosy.agent.metadata.LinkLocalEndpoint;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.docker.DockerRuntime;
import argosy.store.Accounts.Account;
import argosy.wire.Service;
import argosy.wire.client.AwsClient;
import argosy.wire.sigv4.Credentials;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// This machine as a host: the agent in the server's own process. It speaks to the server over
/// sockets like any other agent, so that nothing is true here only.
final class Host implements AutoCloseable {
  private static final int UNITS_A_CORE = 1_024;
  private static final long MIB = 1 << 20;
  private static final String FOLDER = "agent";

  private final Agent agent;
  private final ThreadLoop loop;
  private final DockerRuntime runtime;
  private final LinkLocalEndpoint endpoint;

  private Host(Agent agent, ThreadLoop loop, DockerRuntime runtime, LinkLocalEndpoint endpoint) {
    this.agent = agent;
    this.endpoint = endpoint;
    this.loop = loop;
    this.runtime = runtime;
  }

  static Host start(Settings settings, URI server, Account key, InstantSource clock)
      throws IOException {
    Credentials credentials = RootKey.credentials(key);
    var runtime = new DockerRuntime(socket());
    var loop = new ThreadLoop("agent");
    var endpoint = new LinkLocalEndpoint();
    var agent =
        new Agent(
            config(settings),
            new AwsClient(server, settings.region(), credentials, Service.ECS, clock),
            new SignedLink(settings.region(), credentials, clock),
            runtime,
            loop,
            new SecureRandom(),
            endpoint);
    agent.start();
    return new Host(agent, loop, runtime, endpoint);
  }

  private static AgentConfig config(Settings settings) throws IOException {
    return new AgentConfig(
        "",
        settings.region(),
        InetAddress.getLocalHost().getHostName(),
        settings.isLoopback() ? "127.0.0.1" : "0.0.0.0",
        PullBehavior.PREFER_CACHED,
        AgentConfig.CLEANUP_WAIT,
        resources(),
        Map.of(),
        new FileCheckpoint(Place.folder(settings.folder().resolve(FOLDER))));
  }

  /// All cores and all memory: what runs beside the tasks is the operator's to know.
  private static AgentConfig.Resources resources() {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new AgentConfig.Resources(
        machine.getAvailableProcessors() * UNITS_A_CORE,
        (int) (machine.getTotalMemorySize() / MIB),
        AgentConfig.Resources.RESERVED_PORTS,
        Set.of());
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
    agent.close();
    loop.close();
    endpoint.close();
    runtime.close();
  }
}
