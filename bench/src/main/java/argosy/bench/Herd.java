package argosy.bench;

import argosy.agent.Agent;
import argosy.agent.AgentConfig;
import argosy.agent.Folders;
import argosy.agent.HostNetwork;
import argosy.agent.MemoryCheckpoint;
import argosy.agent.PullBehavior;
import argosy.agent.TaskEndpoint;
import argosy.agent.ThreadLoop;
import argosy.agent.link.SignedLink;
import argosy.agent.runtime.RegistryKeys;
import argosy.agent.runtime.fake.FakeRuntime;
import argosy.wire.Service;
import argosy.wire.client.AwsClient;
import argosy.wire.sigv4.Credentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Many hosts for one server: the agent as it is, over real sockets, on engines that only exist in
/// memory. Goes on until it is killed.
public final class Herd {
  private static final String REGION = "us-east-1";
  private static final String IMAGE = "bench:1";
  private static final int CPU_UNITS = 16_384;
  private static final int MEMORY_MIB = 65_536;

  /// So many agents share a thread, as none of them has much to decide.
  private static final int AGENTS_A_LOOP = 100;

  /// So many join at once: who starts 5,000 hosts does it over a minute or two.
  private static final int JOINING = 25;

  private Herd() {}

  /// @param args the server's endpoint, the id and the secret of a key, how many hosts, and the
  ///   file to write when they are connected
  public static void main(String[] args) throws Exception {
    var credentials = new Credentials(args[1], args[2], null);
    var random = new SplittableRandom();
    List<Agent> all = new ArrayList<>();
    ThreadLoop loop = new ThreadLoop("herd-0");
    int hosts = Integer.parseInt(args[3]);
    for (int number = 0; number < hosts; number++) {
      if (number % AGENTS_A_LOOP == 0) {
        loop = new ThreadLoop("herd-" + number);
      }
      all.add(start("host-" + number, URI.create(args[0]), credentials, loop, random.split()));
      if (all.size() % JOINING == 0) {
        awaitConnected(all.getLast());
      }
    }
    for (Agent agent : all) {
      awaitConnected(agent);
    }
    Files.writeString(Path.of(args[4]), "connected");
    new CountDownLatch(1).await();
  }

  private static Agent start(
      String name, URI server, Credentials credentials, ThreadLoop loop, SplittableRandom random) {
    InstantSource clock = InstantSource.system();
    var runtime = new FakeRuntime(clock);
    runtime.addImage(IMAGE);
    var agent =
        new Agent(
            new AgentConfig(
                "",
                REGION,
                name,
                "127.0.0.1",
                server,
                new AgentConfig.Images(
                    PullBehavior.PREFER_CACHED, RegistryKeys.NONE, Optional.empty()),
                Duration.ofSeconds(1),
                new AgentConfig.Resources(CPU_UNITS, MEMORY_MIB, Set.of(), Set.of()),
                Map.of(),
                Folders.none(name),
                new MemoryCheckpoint()),
            new AwsClient(server, REGION, credentials, Service.ECS, clock),
            new SignedLink(REGION, credentials, clock),
            runtime,
            loop,
            random,
            TaskEndpoint.NONE,
            (_, endpoint, region) ->
                new AwsClient(endpoint, region, credentials, Service.LOGS, clock),
            HostNetwork.NONE);
    agent.start();
    return agent;
  }

  private static void awaitConnected(Agent agent) throws InterruptedException {
    while (!agent.status().join().connected()) {
      boolean _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }
}
