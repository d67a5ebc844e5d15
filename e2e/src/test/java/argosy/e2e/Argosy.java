package argosy.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One Argosy of the tests' own: a data folder, a port, and a server that the launcher starts
/// there. Closing it leaves nothing: no server, no container, no folder.
final class Argosy implements AutoCloseable {
  private static final String LABEL = "argosy.host";
  private static final String[] IMAGES = {"webserver", "toolbox"};

  private static final Duration JOINED_MAX = Duration.ofSeconds(20);

  private final Path data;
  private final int port;
  private @Nullable Exports exports;
  private @Nullable Clients clients;

  private Argosy(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /// A place for a server, without one.
  static Argosy prepare() throws IOException, InterruptedException {
    for (String image : IMAGES) {
      Ran.of(Duration.ofMinutes(1), Map.of(), List.of(Launcher.example("images/build"), image))
          .well();
    }
    return new Argosy(Files.createTempDirectory("argosy-e2e").toRealPath(), freePort());
  }

  static Argosy start() throws IOException, InterruptedException {
    Argosy argosy = prepare();
    try {
      argosy.up();
    } catch (AssertionError e) {
      argosy.close();
      throw e;
    }
    return argosy;
  }

  /// A port that nobody has now.
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Path data() {
    return data;
  }

  int port() {
    return port;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// A verb of the launcher, for this place.
  Ran run(String verb, String... words) throws IOException, InterruptedException {
    return Launcher.run(words(verb, words));
  }

  String[] words(String verb, String... words) {
    var all = new ArrayList<>(List.of(verb));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
    return all.toArray(String[]::new);
  }

  /// Starts the server if it doesn't run.
  Ran up() throws IOException, InterruptedException {
    return run("up", "--detach").well();
  }

  /// The clients that the exports of `argosy env` make.
  Clients clients() throws IOException, InterruptedException {
    Clients known = clients;
    if (known == null) {
      known = Clients.of(exports());
      clients = known;
    }
    return known;
  }

  /// What `argosy env` exports; it stays the same as long as the place is there.
  Exports exports() throws IOException, InterruptedException {
    Exports known = exports;
    if (known == null) {
      known = Exports.of(run("env").well());
      exports = known;
    }
    return known;
  }

  /// Waits until this machine has joined the default cluster.
  void awaitHost() throws Exception {
    awaitHost(JOINED_MAX);
  }

  void awaitHost(Duration atMost) throws Exception {
    Await.until(atMost, "this machine joins the default cluster", clients()::hasHost);
  }

  /// Waits until a server answers that was started in the foreground.
  void awaitHealth() throws Exception {
    Await.until(
        JOINED_MAX,
        "the server answers",
        () -> {
          try {
            return Health.of(this).path("status").asString().equals("ok");
          } catch (IOException e) {
            return false;
          }
        });
  }

  /// The server's process.
  ProcessHandle process() throws IOException {
    long pid =
        JsonMapper.shared()
            .readTree(Files.readString(data.resolve("server.json")))
            .get("pid")
            .asLong();
    return ProcessHandle.of(pid).orElseThrow();
  }

  /// Kills the server as a crash would: it gets no chance to do anything.
  void crash() throws IOException {
    ProcessHandle process = process();
    process.destroyForcibly();
    process.onExit().join();
  }

  /// The label, with its value, of all containers of this place; null before the first start.
  @Nullable String label() throws IOException {
    Path host = data.resolve("agent").resolve("host.json");
    return Files.exists(host) ? LABEL + "=" + Files.readString(host).strip() : null;
  }

  /// The full ids of this place's containers, running or not.
  List<String> containers() throws IOException, InterruptedException {
    String label = label();
    return label == null ? List.of() : Docker.labelled(label);
  }

  /// What the server wrote since the first start.
  String log() throws IOException {
    Path log = data.resolve("server.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Override
  public void close() throws IOException {
    if (clients != null) {
      clients.close();
    }
    try {
      clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while clearing up " + data, e);
    }
  }

  private void clear() throws IOException, InterruptedException {
    String down = label() == null ? "" : run("down", "--tasks").toString();
    List<String> left = containers();
    Docker.remove(left);
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    if (!left.isEmpty()) {
      throw new AssertionError("left behind: " + left + "\n" + down);
    }
  }
}
