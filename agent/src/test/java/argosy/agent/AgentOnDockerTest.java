package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.RegistryKeys;
import argosy.agent.runtime.docker.DockerRuntime;
import argosy.agent.runtime.docker.TestImage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.DockerConfig;
import argosy.wire.acs.PayloadTask.MountPoint;
import argosy.wire.acs.PayloadTask.PortMapping;
import argosy.wire.acs.PayloadTask.RestartPolicy;
import argosy.wire.acs.PayloadTask.Volume;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;

/// The agent as it is in production, but for the control plane: real threads, real containers.
final class AgentOnDockerTest {
  private static final Duration AWHILE = Duration.ofSeconds(30);
  private static final String LIVES = "while :; do sleep 1; done";

  private final FakeControlPlane plane = new FakeControlPlane();
  private final DockerRuntime docker = new DockerRuntime(DockerRuntime.SOCKET);
  private final String id = UUID.randomUUID().toString();
  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void needsAnEngine() throws Exception {
    assumeTrue(
        Files.exists(DockerRuntime.SOCKET), "skipped: no Docker Engine at " + DockerRuntime.SOCKET);
    TestImage.make();
  }

  @AfterEach
  void closeDocker() throws Exception {
    for (Container container : ours()) {
      docker.remove(container.id());
    }
    docker.close();
  }

  private List<Container> ours() throws Exception {
    String host = new FileCheckpoint(folder).load().getOrDefault("host", "none");
    return docker.list(host);
  }

  private Agent agent(Loop loop) throws Exception {
    AgentConfig config =
        new AgentConfig(
            "",
            "us-east-1",
            "box",
            "127.0.0.1",
            URI.create("http://localhost:4566"),
            new AgentConfig.Images(PullBehavior.PREFER_CACHED, RegistryKeys.NONE, Optional.empty()),
            AgentConfig.CLEANUP_WAIT,
            new AgentConfig.Resources(2048, 4096, Set.of(22), Set.of()),
            Map.of(),
            Folders.none("box"),
            new FileCheckpoint(folder));
    long seed = System.nanoTime();
    System.Logger log = System.getLogger("test");
    log.log(System.Logger.Level.INFO, "seed {0}", seed);
    return new Agent(
        config,
        plane,
        plane,
        docker,
        loop,
        new SplittableRandom(seed),
        TaskEndpoint.NONE,
        (_, _, _) -> plane,
        HostNetwork.NONE);
  }

  private static PayloadTask.Container container(
      String name, String script, List<String> links, List<PortMapping> ports) {
    return new PayloadTask.Container(
        name,
        TestImage.NAME,
        List.of("-c", script),
        List.of("/bin/sh"),
        64,
        32,
        true,
        Map.of("A", "b"),
        ports,
        List.of(new MountPoint("shared", "/shared", false)),
        links,
        1,
        null,
        null,
        new DockerConfig("1.22", "{}", "{\"NetworkMode\":\"bridge\"}"),
        List.of(),
        null,
        null,
        List.of(),
        null,
        List.of());
  }

  private PayloadTask pair() {
    return task(
        container("web", LIVES, List.of("db:store"), List.of(new PortMapping(80, 0, null))),
        container("db", LIVES, List.of(), List.of()));
  }

  private PayloadTask task(PayloadTask.Container... containers) {
    return new PayloadTask(
        Payloads.arn(id),
        "pair",
        "1",
        "RUNNING",
        "bridge",
        List.of(containers),
        List.of(new Volume("shared", "host", null, null, null)),
        null,
        null,
        "EC2",
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  private SubmitTaskStateChangeRequest next() throws InterruptedException {
    SubmitTaskStateChangeRequest report = plane.arrivals.poll(AWHILE.toSeconds(), TimeUnit.SECONDS);
    return Objects.requireNonNull(report, "no report within " + AWHILE);
  }

  @Test
  void tasksRunAreTakenUpKilledAndCleanedUp() throws Exception {
    try (ThreadLoop loop = new ThreadLoop("agent-test")) {
      Agent first = agent(loop);
      first.start();
      assertTrue(plane.connected.await(AWHILE.toSeconds(), TimeUnit.SECONDS));
      plane.acs().say(Payloads.message("m1", plane.instance(), pair()));
      SubmitTaskStateChangeRequest running = next();
      assertEquals("RUNNING", running.status(), running.toString());
      var binding = running.containers().getFirst().networkBindings().getFirst();
      assertEquals("127.0.0.1", binding.bindIP());
      assertTrue(binding.hostPort() > 1024);
      assertEquals(2, ours().stream().filter(c -> c.phase() == Phase.RUNNING).count());
      assertEquals(Payloads.arn(id), ours().getFirst().labels().get("com.amazonaws.ecs.task-arn"));
      first.close();

      Agent second = agent(loop);
      second.start();
      assertEquals("RUNNING", next().status());
      String web =
          ours().stream().filter(c -> c.name().contains("-web-")).findFirst().orElseThrow().id();
      assertEquals(0, TestImage.docker("kill", web).waitFor());
      long killed = System.nanoTime();
      SubmitTaskStateChangeRequest exit = next();
      Duration took = Duration.ofNanos(System.nanoTime() - killed);
      assertEquals(137, exit.containers().getFirst().exitCode());
      assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, "the report took " + took);
      assertEquals("STOPPED", next().status());
      second.stopTasks().get(AWHILE.toSeconds(), TimeUnit.SECONDS);
      assertEquals(List.of(), ours());
      assertEquals("", volumes());
      second.close();
    }
  }

  private static String volumes() throws Exception {
    Process listing =
        new ProcessBuilder("docker", "volume", "ls", "-q", "--filter", "name=ecs-pair-1-shared")
            .start();
    return new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aContainerIsStartedAgainInItsPlace() throws Exception {
    try (ThreadLoop loop = new ThreadLoop("agent-test")) {
      Agent agent = agent(loop);
      agent.start();
      assertTrue(plane.connected.await(AWHILE.toSeconds(), TimeUnit.SECONDS));
      String script = "[ -f /again ] && exit 7; : >/again; sleep 3; exit 1";
      PayloadTask.Container moody = container("moody", script, List.of(), List.of());
      PayloadTask task = task(Payloads.restarted(moody, new RestartPolicy(true, List.of(7), 1)));
      plane.acs().say(Payloads.message("m1", plane.instance(), task));
      assertEquals("RUNNING", next().status());
      SubmitTaskStateChangeRequest ended = next();
      assertEquals("STOPPED", ended.status(), ended.toString());
      assertEquals(7, ended.containers().getFirst().exitCode());
      assertEquals(1, ours().size());
      agent.stopTasks().get(AWHILE.toSeconds(), TimeUnit.SECONDS);
      agent.close();
    }
  }

  @Test
  void labelsAloneAreEnoughToTakeATaskUp() throws Exception {
    try (ThreadLoop loop = new ThreadLoop("agent-test")) {
      Agent first = agent(loop);
      first.start();
      assertTrue(plane.connected.await(AWHILE.toSeconds(), TimeUnit.SECONDS));
      plane.acs().say(Payloads.message("m1", plane.instance(), pair()));
      assertEquals("RUNNING", next().status());
      first.close();
      new FileCheckpoint(folder).delete("task-" + id);
      Container db =
          ours().stream().filter(c -> c.name().contains("-db-")).findFirst().orElseThrow();
      docker.stop(db.id(), Duration.ofSeconds(1));

      Agent second = agent(loop);
      second.start();
      SubmitTaskStateChangeRequest ended = next();
      assertEquals("STOPPED", ended.status(), ended.toString());
      assertEquals(2, ended.containers().size());
      second.stopTasks().get(AWHILE.toSeconds(), TimeUnit.SECONDS);
      second.close();
    }
  }
}
