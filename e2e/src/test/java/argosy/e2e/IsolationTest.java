package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// Containers, with root inside, that try to get at what isn't theirs: other tasks' credentials and
/// metadata, the control plane's data, the instance's.
@ExtendWith(SharedArgosy.class)
class IsolationTest {
  private static final String METADATA = "http://169.254.169.254/latest/meta-data/";
  private static final Duration READY_MAX = Duration.ofSeconds(30);
  private static final String HERE = "http://169.254.170.2";
  private static final int INTROSPECTION = 51_678;

  private final Argosy argosy;
  private final Clients aws;

  IsolationTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.aws = aws;
  }

  @Test
  void anIdThatGotOutIsOfNoUseToAnotherTask() throws Exception {
    String owner = asking(NetworkMode.BRIDGE);
    String thief = asking(NetworkMode.BRIDGE);
    String metadata = variable(owner, "ECS_CONTAINER_METADATA_URI_V4");
    String protection = variable(owner, "ECS_AGENT_URI") + "/task-protection/v1/state";
    String credentials = HERE + variable(owner, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    for (String page : List.of(metadata, metadata + "/task", metadata + "/stats", credentials)) {
      assertEquals(0, asks(owner, page).exitCode(), page);
      Ran refused = asks(thief, page);
      assertNotEquals(0, refused.exitCode(), page);
      assertEquals("", refused.out(), "nothing is told at " + page);
      String made = page.replaceAll("[0-9a-f]{32}|[0-9a-f-]{36}", "0".repeat(32));
      assertEquals(asks(thief, made).err(), refused.err(), "not even that somebody has the id");
    }
    assertTrue(asks(thief, protection).err().contains("404"), "nor may it ask in its name");
  }

  @Test
  void onTheHostsNetworkTheIdAloneCounts() throws Exception {
    String owner = asking(NetworkMode.BRIDGE);
    String other = asking(NetworkMode.HOST);
    String metadata = variable(owner, "ECS_CONTAINER_METADATA_URI_V4");
    assertEquals(0, asks(other, metadata + "/task").exitCode(), "as with Amazon's agent");
    Ran guessed = asks(other, HERE + "/v4/" + "0".repeat(32) + "/task");
    assertTrue(guessed.err().contains("404"), guessed.err());
  }

  @Test
  void noIdCanBeReadAnywhere() throws Exception {
    String owner = asking(NetworkMode.BRIDGE);
    String other = asking(NetworkMode.HOST);
    String metadata = lastOf(variable(owner, "ECS_CONTAINER_METADATA_URI_V4"));
    String credentials = lastOf(variable(owner, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"));
    String introspection = "http://127.0.0.1:" + INTROSPECTION;
    for (String page : List.of(introspection + "/v1/tasks", HERE + "/", HERE + "/v4")) {
      Ran said = asks(other, page);
      assertFalse((said.out() + said.err()).contains(metadata), page);
      assertFalse((said.out() + said.err()).contains(credentials), page);
    }
    String self = asks(owner, variable(owner, "ECS_CONTAINER_METADATA_URI_V4") + "/task").out();
    assertFalse(self.contains(metadata), "not even in what it is told of itself");
    String seen = Docker.inside(other, "cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'");
    assertFalse(seen.contains(metadata), "no process of another's is seen");
    assertEquals("gone", Docker.inside(other, "ls /var/run/docker.sock 2>/dev/null || echo gone"));
  }

  @Test
  void nothingOfTheMachineIsReachedFromTheBridge() throws Exception {
    String container = asking(NetworkMode.BRIDGE);
    String gateway =
        Docker.inspect(container).at("/NetworkSettings/Networks/bridge/Gateway").asString();
    assertFalse(gateway.isEmpty());
    for (String host : List.of(gateway, "169.254.170.2", "127.0.0.1")) {
      for (int port : new int[] {argosy.port(), INTROSPECTION}) {
        Ran refused = asks(container, "http://" + host + ":" + port + "/v1/metadata");
        assertTrue(refused.err().contains("refused"), host + ":" + port + " " + refused);
      }
    }
    assertNotEquals(0, asks(container, METADATA, 3).exitCode());
  }

  @Test
  void onTheHostsNetworkTheServerBelievesNobodyWithoutAKey() throws Exception {
    String container = asking(NetworkMode.HOST);
    String server = "http://127.0.0.1:" + argosy.port();
    String post =
        "wget -qO- --header 'Content-Type: application/x-amz-json-1.1'"
            + " --header 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListTasks'"
            + " --post-data '{}' ";
    Ran unsigned = Docker.run("exec", container, "sh", "-c", post + server);
    assertTrue(unsigned.err().contains("HTTP/1.1 40"), unsigned.err());
    for (String page : List.of("/metrics", "/acs/ws", "/tcs/ws")) {
      Ran refused = asks(container, server + page);
      assertNotEquals(0, refused.exitCode(), page);
      assertEquals("", refused.out(), page);
    }
    assertNotEquals(0, asks(container, METADATA, 3).exitCode());
  }

  @Test
  void nothingOfTheServersIsMountedAndItsSecretsAreItsOwners() throws Exception {
    String container = asking(NetworkMode.HOST);
    assertEquals(0, Docker.inspect(container).path("Mounts").size());
    String folder = argosy.data().toString();
    assertEquals("gone", Docker.inside(container, "ls " + folder + " 2>/dev/null || echo gone"));
    for (Path secret : secrets(argosy.data())) {
      Set<PosixFilePermission> others =
          EnumSet.complementOf(
              EnumSet.of(
                  PosixFilePermission.OWNER_READ,
                  PosixFilePermission.OWNER_WRITE,
                  PosixFilePermission.OWNER_EXECUTE));
      others.retainAll(permissions(secret));
      assertEquals(Set.of(), others, secret.toString());
    }
  }

  /// Files and folders; others come and go meanwhile.
  private static List<Path> secrets(Path folder) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            return visitFile(inner, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isSecret(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path gone, IOException why) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /// Whatever isn't the log, and what says where the server is.
  private static boolean isSecret(Path file) {
    String name = file.getFileName().toString();
    boolean open = List.of("server.log", "server.json", "lock").contains(name);
    return !open && !file.toString().contains("/native");
  }

  private static Set<PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException e) {
      return Set.of(); // it was one of the database's own, and is gone
    }
  }

  /// A container that may ask, of a task with a role. Another Argosy of this machine may have had
  /// the address until now; then the host takes no such task.
  private String asking(NetworkMode mode) throws Exception {
    String account = aws.sts().getCallerIdentity().account();
    RegisterTaskDefinitionRequest definition =
        Definitions.of("isolated", mode, Definitions.shell("web", Definitions.STAY)).toBuilder()
            .taskRoleArn("arn:aws:iam::" + account + ":role/isolated")
            .build();
    String arn = aws.register(definition);
    Task task =
        Await.some(
            READY_MAX,
            "a host that serves credentials",
            () -> aws.ecs().runTask(it -> it.taskDefinition(arn)).tasks().stream().findFirst());
    return aws.running(task).containers().getFirst().runtimeId();
  }

  private static Ran asks(String container, String url) throws Exception {
    return asks(container, url, 30);
  }

  /// @param seconds after which there is no answer
  private static Ran asks(String container, String url, int seconds) throws Exception {
    return Docker.run("exec", container, "timeout", "" + seconds, "wget", "-qO-", url);
  }

  private static String variable(String container, String name) throws Exception {
    return Docker.variable(container, name).orElseThrow();
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
