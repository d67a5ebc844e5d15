package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent in a process of its own, as on a machine without a server. Closing it leaves nothing of
/// it, no container either.
final class SeparateAgent implements AutoCloseable {
  private final Argosy server;
  private final Path data;
  private final Path log;
  private @Nullable Process process;

  private final List<String> before;
  private final String endpoint;
  private final Engine engine;
  private final List<String> options;

  private SeparateAgent(
      Argosy server, String endpoint, List<String> before, Engine engine, List<String> options)
      throws IOException {
    this.server = server;
    this.endpoint = endpoint;
    this.before = before;
    this.engine = engine;
    this.options = options;
    this.data = Files.createTempDirectory("argosy-e2e-agent").toRealPath();
    this.log = data.resolve("agent.log");
  }

  /// Starts an agent, and waits until it is a host of the server.
  static SeparateAgent of(Argosy server) throws Exception {
    return of(server, server.exports().endpoint().toString(), List.of(), Engine.MACHINES);
  }

  /// @param endpoint where the agent finds the server
  /// @param before words in front of the command, such as those that lead into a namespace
  /// @param engine where its containers run
  /// @param options beyond the usual ones
  static SeparateAgent of(
      Argosy server, String endpoint, List<String> before, Engine engine, String... options)
      throws Exception {
    var agent = new SeparateAgent(server, endpoint, before, engine, List.of(options));
    try {
      agent.up();
    } catch (AssertionError e) {
      agent.close();
      throw e;
    }
    return agent;
  }

  void up() throws Exception {
    var variables = new HashMap<>(server.exports().variables());
    variables.putAll(engine.environment());
    var words = new ArrayList<>(List.of("agent", "--server", endpoint));
    words.addAll(List.of("--publish", "127.0.0.1", "--data", data.toString()));
    server.exports().trust().ifPresent(file -> words.addAll(List.of("--trust", file)));
    words.addAll(options);
    process = Launcher.start(log, variables, before, words.toArray(String[]::new));
    server.awaitHost();
  }

  /// Kills the agent as a crash would.
  void crash() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  Engine engine() {
    return engine;
  }

  /// What it wrote since it was last started.
  String log() throws IOException {
    return Files.readString(log);
  }

  /// The full ids of the containers of this host, running or not.
  List<String> containers() throws IOException, InterruptedException {
    Path host = data.resolve("agent").resolve("host.json");
    return Files.exists(host)
        ? engine.labelled("argosy.host=" + Files.readString(host).strip())
        : List.of();
  }

  @Override
  public void close() throws IOException {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.onExit().join();
    }
    try {
      engine.remove(containers());
      String[] down = {"down", "--tasks", "--data", data.toString()}; // its networks too
      Launcher.run(engine.environment(), down);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while clearing up " + data, e);
    }
    Argosy.remove(data);
  }
}
