package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Docker Engine of a test's own, which may be killed: with its own data and socket, in the
/// network at the other end of a cable. Its containers outlive it, as `live-restore` wants it.
final class OwnEngine implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofSeconds(30);
  private static final Duration COPY_MAX = Duration.ofMinutes(1);

  private final CutCable cable;
  private final Path folder;
  private final Engine engine;
  private @Nullable Process process;

  /// Starts it with the example images in it.
  OwnEngine(CutCable cable) throws Exception {
    this.cable = cable;
    this.folder = Files.createTempDirectory("argosy-e2e-engine").toRealPath();
    this.engine = new Engine(Map.of("DOCKER_HOST", "unix://" + folder.resolve("docker.sock")));
    try {
      up();
      String copy = "docker save argosy/webserver:1 argosy/toolbox:1 | docker -H $THERE load";
      var there = Map.of("THERE", "unix://" + folder.resolve("docker.sock"));
      Ran.of(COPY_MAX, there, List.of("sh", "-c", copy)).well();
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  void up() throws Exception {
    var command = new ArrayList<>(cable.into());
    command.addAll(
        List.of(
            "dockerd",
            "--live-restore",
            "--data-root=" + folder.resolve("data"),
            "--exec-root=" + folder.resolve("exec"),
            "--pidfile=" + folder.resolve("docker.pid"),
            "--host=" + engine.environment().get("DOCKER_HOST")));
    Path log = folder.resolve("dockerd.log");
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Await.until(READY_MAX, "an engine of its own", () -> engine.run("version").exitCode() == 0);
  }

  /// Kills it as a crash would.
  void crash() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.onExit().join();
    }
    Argosy.remove(folder);
  }
}
