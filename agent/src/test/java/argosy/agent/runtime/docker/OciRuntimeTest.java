package argosy.agent.runtime.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.TellProgram;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The runtime's script, with a runc that only says how it was called, and Docker's end of the hook
/// played by the test. That real containers start by it, the end-to-end tests show.
final class OciRuntimeTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ID = "5f".repeat(32);

  @TempDir private Path folder;
  private Path script = Path.of("");

  @BeforeEach
  void putFiles() throws IOException {
    script = folder.resolve("runtime");
    try (InputStream ours = OciRuntime.class.getResourceAsStream("runtime")) {
      executable("runtime", ours.readAllBytes());
    }
    executable("tell", TellProgram.executable());
    executable("runc", "#!/bin/sh\necho \"runc $*\"\n".getBytes(StandardCharsets.UTF_8));
  }

  private void executable(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Ended(int code, String output) {}

  private Ended run(List<String> arguments, String input) throws Exception {
    var command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private JsonNode created(String configuration) throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(bundle.resolve("config.json"), configuration);
    List<String> arguments =
        List.of(
            "--root", "/run/runc", "create", "--bundle", bundle.toString(), "--pid-file", "p", ID);
    Ended ended = run(arguments, "");
    assertEquals(new Ended(0, "runc " + String.join(" ", arguments) + "\n"), ended);
    return JSON.readTree(Files.readString(bundle.resolve("config.json")));
  }

  @Test
  void dockersHookIsReplaced() throws Exception {
    JsonNode hook =
        created(
                """
                {"hooks":{"prestart":[{"path":"/proc/812/exe","args":["libnetwork-setkey",\
                "-exec-root=/var/run/docker","%s","55c24326c561"]}]}}\
                """
                    .formatted(ID))
            .path("hooks")
            .path("prestart")
            .path(0);
    assertEquals(script.toString(), hook.path("path").asString());
    assertEquals(
        List.of("argosy", "setkey", "/var/run/docker/libnetwork/55c24326c561.sock", ID),
        hook.path("args").valueStream().map(JsonNode::asString).toList());
  }

  @Test
  void whatIsNotDockersHookStays() throws Exception {
    String configuration =
        """
        {"hooks":{"prestart":[{"path":"/usr/bin/hook","args":["hook","libnetwork-setkey"]}]}}\
        """;
    assertEquals(JSON.readTree(configuration), created(configuration));
  }

  @Test
  void otherCallsGoToRuncAsTheyAre() throws Exception {
    assertEquals(new Ended(0, "runc kill " + ID + " 15\n"), run(List.of("kill", ID, "15"), ""));
  }

  /// A program that notes its call and is runc otherwise, under a container's id.
  @Test
  void aContainerWithAProgramOfItsOwnIsRunByIt() throws Exception {
    Path programs = Files.createDirectories(folder.resolve("run/argosy/runtimes"));
    String text = Files.readString(script).replace("/run/argosy/runtimes", programs.toString());
    executable("runtime", text.getBytes(StandardCharsets.UTF_8));
    executable(
        "run/argosy/runtimes/" + ID,
        WrappedPrograms.script(List.of(folder.resolve("other").toString(), "--deep"))
            .getBytes(StandardCharsets.UTF_8));
    executable("other", "#!/bin/sh\necho \"other $*\"\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        new Ended(0, "other --deep kill " + ID + " 15\n"), run(List.of("kill", ID, "15"), ""));
    String stranger = "6f".repeat(32);
    assertEquals(
        new Ended(0, "runc kill " + stranger + " 15\n"), run(List.of("kill", stranger, "15"), ""));
  }

  /// The hook as runc calls it, while an engine answers.
  private Ended hook(String answer, CompletableFuture<JsonNode> heard) throws Exception {
    Path socket = folder.resolve("engine.sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().start(() -> answer(server, answer, heard));
      return run(
          List.of("setkey", socket.toString(), ID),
          """
          {"ociVersion":"1.0.2","id":"%s","status":"creating","pid":4711,"bundle":"/b"}\
          """
              .formatted(ID));
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static void answer(
      ServerSocketChannel server, String answer, CompletableFuture<JsonNode> heard) {
    try (var connection = server.accept()) {
      ByteBuffer message = ByteBuffer.allocate(1_280); // as large as Docker's own
      connection.read(message);
      heard.complete(
          JSON.readTree(
              new String(message.array(), 0, message.position(), StandardCharsets.UTF_8)));
      connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      heard.completeExceptionally(e);
    }
  }

  @Test
  void theHookTellsDockerTheProcess() throws Exception {
    var heard = new CompletableFuture<JsonNode>();
    assertEquals(new Ended(0, ""), hook("success", heard));
    ObjectNode expected = JSON.createObjectNode();
    expected.put("ContainerID", ID).put("Key", "/proc/4711/ns/net");
    assertEquals(expected, heard.join());
  }

  @Test
  void whatDockerSaysAgainstItIsTheContainersReason() throws Exception {
    var heard = new CompletableFuture<JsonNode>();
    assertEquals(
        new Ended(1, "no sandbox present for it"), hook("no sandbox present for it", heard));
    assertTrue(heard.isDone());
  }

  @Test
  void withoutDockerTheHookFails() throws Exception {
    Ended ended = run(List.of("setkey", folder.resolve("nobody").toString(), ID), "{\"pid\":1}");
    assertEquals(1, ended.code());
  }

  private static ObjectNode body(String host) {
    return (ObjectNode) JSON.readTree("{\"Image\":\"i\",\"HostConfig\":" + host + "}");
  }

  @Test
  void onlyContainersThatDockerGivesANetworkAreMadeOfIt() {
    for (String host : List.of("{\"NetworkMode\":\"bridge\"}", "{}")) {
      ObjectNode body = body(host);
      Optional<ObjectNode> made = OciRuntime.with(body);
      assertEquals("argosy", made.orElseThrow().path("HostConfig").path("Runtime").asString());
      assertEquals(body(host), body, "the caller's stays as it is");
    }
    for (String mode : List.of("host", "none", "container:5f5f")) {
      assertFalse(OciRuntime.with(body("{\"NetworkMode\":\"" + mode + "\"}")).isPresent(), mode);
    }
    assertFalse(
        OciRuntime.with(body("{\"NetworkMode\":\"bridge\",\"Runtime\":\"nvidia\"}")).isPresent());
  }

  @Test
  void anEngineThatLostTheRuntimeIsKnownByItsWords() {
    assertTrue(isLost("Unknown runtime specified argosy"), "Docker 20");
    assertTrue(isLost("unknown or invalid runtime name: argosy"), "Docker 23");
    assertFalse(isLost("OCI runtime create failed: no such file"));
  }

  private static boolean isLost(String message) {
    return OciRuntime.isLost(new EngineFault(Kind.REFUSED, message));
  }
}
