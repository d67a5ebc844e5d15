package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.PauseImage;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Engine;
import argosy.agent.runtime.Runtime.Group;
import argosy.agent.runtime.Runtime.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Against the engine of this machine, if it has one; all that is made is removed.
final class DockerRuntimeTest {
  private static final String HOST = "test-" + ProcessHandle.current().pid();
  private static final Duration AWHILE = Duration.ofSeconds(20);

  /// Fails unless its own process and the first one are soon the only ones.
  private static final String ORPHAN_GOES =
      """
      (sleep 0.1 &)
      left=50
      until set -- /proc/[0-9]*; [ $# -le 2 ]; do
        [ $((left -= 1)) -gt 0 ] || exit 1
        sleep 0.2
      done
      """;

  private final DockerRuntime docker = new DockerRuntime(DockerRuntime.SOCKET);
  private int named;

  @BeforeAll
  static void needsAnEngine() throws Exception {
    assumeTrue(
        Files.exists(DockerRuntime.SOCKET), "skipped: no Docker Engine at " + DockerRuntime.SOCKET);
    TestImage.make();
  }

  @AfterEach
  void removeAll() throws Exception {
    for (Container container : docker.list(HOST)) {
      docker.remove(container.id());
    }
    docker.close();
  }

  private ObjectNode body(String script) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("Image", TestImage.NAME);
    body.putArray("Cmd").add("/bin/sh").add("-c").add(script);
    body.putObject("Labels").put(Runtime.HOST_LABEL, HOST);
    body.putObject("HostConfig").put("NetworkMode", "none");
    return body;
  }

  private String create(String script) throws Exception {
    return create(body(script));
  }

  private String create(ObjectNode body) throws Exception {
    return docker.create("argosy-" + HOST + "-" + ++named, body);
  }

  private Container inspect(String id) throws Exception {
    return docker.inspect(id).orElseThrow();
  }

  /// Its program is the namespace's first process: it ends when asked, and leaves no orphans.
  @Test
  void thePauseContainerHoldsNamespaces() throws Exception {
    docker.importImage(PauseImage.NAME, PauseImage.files());
    ObjectNode pause = body("");
    pause.put("Image", PauseImage.NAME).remove("Cmd");
    pause.putArray("Entrypoint").add(PauseImage.PROGRAM);
    String holder = create(pause);
    docker.start(holder);
    ObjectNode member = body(ORPHAN_GOES);
    member.withObjectProperty("HostConfig").put("PidMode", "container:" + holder);
    String id = create(member);
    try (Heard heard = new Heard()) {
      docker.start(id);
      heard.until(() -> inspect(id).phase() == Phase.STOPPED);
    }
    assertEquals(0, inspect(id).exitCode(), "an orphan has stayed");
    assertEquals(Phase.RUNNING, inspect(holder).phase());
    docker.stop(holder, Duration.ofSeconds(20));
    assertEquals(0, inspect(holder).exitCode());
  }

  @Test
  void theEngineSaysWhatItIs() throws Exception {
    Runtime.Engine engine = docker.engine();
    assertTrue(engine.apiVersion().startsWith("1."), engine.toString());
    assertTrue(engine.logDrivers().contains("json-file"));
  }

  @Test
  void aContainerLivesAndIsKilledWhenItDoesNotHear() throws Exception {
    String id = create("trap '' TERM; while :; do sleep 1; done");
    assertEquals(Phase.CREATED, inspect(id).phase());
    docker.start(id);
    docker.start(id);
    assertEquals(Phase.RUNNING, inspect(id).phase());
    docker.stop(id, Duration.ofSeconds(1));
    docker.stop(id, Duration.ofSeconds(1));
    Container stopped = inspect(id);
    assertEquals(Phase.STOPPED, stopped.phase());
    assertEquals(137, stopped.exitCode());
    assertFalse(stopped.oomKilled());
    assertEquals(List.of(id), docker.list(HOST).stream().map(Container::id).toList());
    assertEquals(List.of(), docker.list("another-" + HOST));
    docker.remove(id);
    docker.remove(id);
    assertTrue(docker.inspect(id).isEmpty());
  }

  @Test
  void aTrappedStopEndsWithTheContainersOwnCode() throws Exception {
    String id = create("trap 'exit 7' TERM; : >/tmp/ready; while :; do sleep 0.1; done");
    docker.start(id);
    Process trapped =
        TestImage.docker("exec", id, "sh", "-c", "until [ -e /tmp/ready ]; do sleep 0.1; done");
    assertTrue(trapped.waitFor(AWHILE.toSeconds(), TimeUnit.SECONDS), "it sets no trap");
    assertEquals(0, trapped.exitValue());
    docker.stop(id, Duration.ofSeconds(20));
    assertEquals(7, inspect(id).exitCode());
  }

  @Test
  void portsAreReadBack() throws Exception {
    ObjectNode body = body("while :; do sleep 1; done");
    body.putObject("ExposedPorts").putObject("8080/tcp");
    ObjectNode host = body.putObject("HostConfig").put("NetworkMode", "bridge");
    host.putObject("PortBindings")
        .putArray("8080/tcp")
        .addObject()
        .put("HostIp", "127.0.0.1")
        .put("HostPort", "");
    String id = create(body);
    docker.start(id);
    List<Container.Binding> bindings = inspect(id).bindings();
    assertEquals(1, bindings.size());
    assertEquals("127.0.0.1", bindings.getFirst().hostAddress());
    assertEquals(8080, bindings.getFirst().containerPort());
    assertTrue(bindings.getFirst().hostPort() > 1024);

    ObjectNode same = body.deepCopy();
    same.withObjectProperty("HostConfig")
        .withObjectProperty("PortBindings")
        .putArray("8080/tcp")
        .addObject()
        .put("HostIp", "127.0.0.1")
        .put("HostPort", String.valueOf(bindings.getFirst().hostPort()));
    String second = create(same);
    EngineFault fault = assertThrows(EngineFault.class, () -> docker.start(second));
    assertEquals(Kind.REFUSED, fault.kind());
    assertTrue(fault.toString().contains("already allocated"), fault.toString());
    Container failed = inspect(second);
    assertEquals(Phase.STOPPED, failed.phase());
    assertEquals(null, failed.exitCode());
    assertFalse(failed.error().isEmpty());
  }

  @Test
  void tooMuchMemoryIsTold() throws Exception {
    ObjectNode body = body("x=a; while :; do x=$x$x; done");
    body.withObjectProperty("HostConfig").put("Memory", 8L << 20).put("MemorySwap", 8L << 20);
    Container ended = end(body);
    // On a busy machine the engine loses the kernel's word now and then (2 of 80 times).
    for (int again = 0; again < 4 && !ended.oomKilled(); again++) {
      ended = end(body);
    }
    assertTrue(ended.oomKilled());
  }

  private Container end(ObjectNode body) throws Exception {
    String id = create(body);
    try (Heard heard = new Heard()) {
      docker.start(id);
      heard.until(() -> inspect(id).phase() == Phase.STOPPED);
    }
    assertEquals(137, inspect(id).exitCode());
    return inspect(id);
  }

  @Test
  void eventsTellOfKillsAndRemovals() throws Exception {
    String id = create("while :; do sleep 1; done");
    docker.start(id);
    try (Heard heard = new Heard()) {
      heard.until(() -> heard.began);
      assertEquals(0, TestImage.docker("kill", id).waitFor());
      heard.until(() -> inspect(id).phase() == Phase.STOPPED);
      assertEquals(0, TestImage.docker("rm", id).waitFor());
      heard.until(() -> docker.inspect(id).isEmpty());
    }
  }

  @Test
  void imagesAreFoundOrRefusedWithTheAnswer() throws Exception {
    assertTrue(docker.image(TestImage.NAME).isPresent());
    assertTrue(docker.image("argosy-no-such-image:1").isEmpty());
    // Nothing listens there, so the answer comes at once and from no registry.
    EngineFault fault =
        assertThrows(
            EngineFault.class, () -> docker.pull("127.0.0.1:1/no/such:image", Optional.empty()));
    assertEquals(Kind.REFUSED, fault.kind());
    assertTrue(fault.toString().contains("127.0.0.1:1"), fault.toString());
    ObjectNode body = body("true").put("Image", "argosy-no-such-image:1");
    assertEquals(Kind.NOT_FOUND, assertThrows(EngineFault.class, () -> create(body)).kind());
  }

  @Test
  void aGroupLimitsItsContainersTogetherAndIsRemoved() throws Exception {
    String name = HOST + "-group";
    Engine _ = docker.engine();
    Optional<String> parent = docker.makeGroup(new Group(name, 0.5, 64));
    Path memory = Path.of("/sys/fs/cgroup/memory/ecs", name);
    assertEquals(Files.isDirectory(memory), parent.isPresent());
    if (parent.isPresent()) {
      assertEquals(64L << 20, read(memory, "memory.limit_in_bytes"));
      assertEquals(50_000, read(Path.of("/sys/fs/cgroup/cpu" + parent.get()), "cpu.cfs_quota_us"));
      ObjectNode body = body("sleep 60");
      body.withObjectProperty("HostConfig").put("CgroupParent", parent.get());
      String id = create(body);
      docker.start(id);
      assertTrue(Files.isDirectory(memory.resolve(id)));
      docker.remove(id);
    }
    docker.removeGroup(name);
    docker.removeGroup(name);
    assertFalse(Files.exists(memory));
  }

  private static long read(Path group, String file) throws IOException {
    return Long.parseLong(Files.readString(group.resolve(file)).strip());
  }

  @Test
  void volumesAreMadeOnce() throws Exception {
    ObjectNode body =
        JsonMapper.shared().createObjectNode().put("Name", HOST + "-volume").put("Driver", "local");
    docker.createVolume(body);
    docker.createVolume(body);
    docker.removeVolume(HOST + "-volume");
    docker.removeVolume(HOST + "-volume");
  }

  @Test
  void healthIsReadAndHeard() throws Exception {
    try (Heard heard = new Heard()) {
      ObjectNode body = body("sleep 60");
      ObjectNode check = body.putObject("Healthcheck");
      check.putArray("Test").add("CMD-SHELL").add("true");
      check.put("Interval", Duration.ofSeconds(1).toNanos());
      String id = create(body);
      assertEquals(Health.UNKNOWN, inspect(id).health());
      docker.start(id);
      heard.until(() -> inspect(id).health() == Health.HEALTHY);
    }
  }

  @Test
  void namesAndContradictionsAreConflicts() throws Exception {
    String name = inspect(create("true")).name();
    EngineFault taken = assertThrows(EngineFault.class, () -> docker.create(name, body("true")));
    assertEquals(Kind.CONFLICT, taken.kind());
  }

  @Test
  void anEngineThatIsAwayIsUnreachable() {
    try (DockerRuntime none = new DockerRuntime(Path.of("/nonexistent/docker.sock"))) {
      EngineFault fault = assertThrows(EngineFault.class, () -> none.inspect("x"));
      assertEquals(Kind.UNREACHABLE, fault.kind());
      assertTrue(fault.toString().contains("/nonexistent/docker.sock"), fault.toString());
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /// Watches, and looks again with everything it hears.
  private final class Heard implements Watcher, AutoCloseable {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Runtime.Watch watch = docker.watch(HOST, this);
    private volatile boolean began;

    @Override
    public void watching() {
      began = true;
      heard.add("watching");
    }

    @Override
    public void changed(String id) {
      heard.add(id);
    }

    @Override
    public void died(String id, int exitCode) {
      changed(id);
    }

    void until(Condition condition) throws Exception {
      long end = System.nanoTime() + AWHILE.toNanos();
      while (!condition.holds()) {
        if (heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) == null) {
          throw new AssertionError("nothing heard of it within " + AWHILE);
        }
      }
    }

    @Override
    public void close() {
      watch.close();
    }
  }
}
