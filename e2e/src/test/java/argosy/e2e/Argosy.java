package argosy.e2e;

import java.io.IOException;
import java.net.BindException;
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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One Argosy of the tests' own: a data folder, a port, and a server that the launcher starts
/// there. Closing it leaves nothing: no server, no container, no folder.
final class Argosy implements AutoCloseable {
  private static final String LABEL = "argosy.host";
  private static final String[] IMAGES = {"webserver", "toolbox"};

  private static final int PORT_MIN = 10_000;
  private static final int PORT_MAX = 32_768;

  private static final Duration JOINED_MAX = Duration.ofMinutes(1);

  /// Where no engine is, so that the server waits for none.
  private static final Map<String, String> NO_ENGINE =
      Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock");

  private final Path data;
  private final int port;
  private final Map<String, String> environment;
  private final List<String> options;
  private @Nullable Exports exports;
  private @Nullable Clients clients;

  /// @param options what `up` is told
  private Argosy(Path data, Map<String, String> environment, String... options) throws IOException {
    this.data = data;
    this.port = freePort();
    this.environment = environment;
    this.options = List.of(options);
  }

  /// A place for a server, without one.
  ///
  /// @param options what `up` is told
  static Argosy prepare(String... options) throws IOException, InterruptedException {
    for (String image : IMAGES) {
      Ran.of(Duration.ofMinutes(1), Map.of(), List.of(Launcher.example("images/build"), image))
          .well();
    }
    return new Argosy(folder(), Map.of(), options);
  }

  static Argosy start(String... options) throws IOException, InterruptedException {
    return started(prepare(options));
  }

  /// A control plane alone: it starts in a second, and has no host.
  static Argosy withoutEngine(String... options) throws IOException, InterruptedException {
    return withoutEngine(folder(), options);
  }

  /// @param data a folder that is there, and is empty
  static Argosy withoutEngine(Path data, String... options)
      throws IOException, InterruptedException {
    return started(new Argosy(data, NO_ENGINE, options));
  }

  private static Path folder() throws IOException {
    return Files.createTempDirectory("argosy-e2e").toRealPath();
  }

  private static Argosy started(Argosy argosy) throws IOException, InterruptedException {
    try {
      argosy.up();
    } catch (AssertionError e) {
      argosy.close();
      throw e;
    }
    return argosy;
  }

  /// A port that nobody has now, and that nobody gets by chance while its server is away: the
  /// kernel gives higher ones to whoever connects somewhere.
  static int freePort() throws IOException {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
    } while (!isFree(port));
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException _) {
      return false;
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
    return Launcher.run(environment, words(verb, words));
  }

  String[] words(String verb, String... words) {
    var all = new ArrayList<>(List.of(verb));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
    return all.toArray(String[]::new);
  }

  /// Starts the server if it doesn't run.
  Ran up() throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("--detach"));
    words.addAll(options);
    return run("up", words.toArray(String[]::new)).well();
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
    return alive().orElseThrow();
  }

  private Optional<ProcessHandle> alive() throws IOException {
    Path said = data.resolve("server.json");
    return Files.exists(said)
        ? ProcessHandle.of(JsonMapper.shared().readTree(Files.readString(said)).get("pid").asLong())
        : Optional.empty();
  }

  /// Kills the server as a crash would: it gets no chance to do anything.
  void crash() throws IOException {
    kill().onExit().join();
  }

  /// Kills the server without waiting for its end.
  ProcessHandle kill() throws IOException {
    ProcessHandle process = process();
    process.destroyForcibly();
    return process;
  }

  /// Stops the server's process in the middle of whatever it does, as a machine that swaps or is
  /// cut off would.
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Ran.of(
            Duration.ofMinutes(1),
            Map.of(),
            List.of("kill", "-" + name, String.valueOf(process().pid())))
        .well();
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
    if (environment.equals(NO_ENGINE)) {
      if (alive().isPresent()) {
        crash();
      }
      remove(data);
      return;
    }
    String down = "";
    if (label() != null) {
      down = run("down", "--tasks").toString();
    } else if (alive().isPresent()) {
      down = run("down").toString();
    }
    List<String> left = containers();
    Docker.remove(left);
    remove(data);
    if (!left.isEmpty()) {
      throw new AssertionError("left behind: " + left + "\n" + down);
    }
  }

  static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
