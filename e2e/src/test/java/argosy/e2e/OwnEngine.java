package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Docker Engine of a test's own, which may be killed: with its own data and socket, in the
/// network at the other end of a cable. Its containers outlive it, as `live-restore` wants it,
/// under a containerd that runs beside it as on machines that have both as services.
final class OwnEngine implements AutoCloseable {
  private static final Duration READY_MAX = Duration.ofSeconds(30);
  private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

  private final CutCable cable;
  private final String runtime;
  private final Path folder;
  private final Engine engine;
  private final Process containerd;
  private final List<String> options;
  private @Nullable Process dockerd;

  /// Starts it with the example images in it.
  ///
  /// @param runtime a script that it calls in place of `runc`; empty for that itself
  /// @param options of its own
  OwnEngine(CutCable cable, String runtime, String... options) throws Exception {
    this.cable = cable;
    this.runtime = runtime;
    this.options = List.of(options);
    this.folder = Files.createTempDirectory("argosy-e2e-engine").toRealPath();
    this.engine = new Engine(Map.of("DOCKER_HOST", "unix://" + folder.resolve("docker.sock")));
    this.containerd = start("containerd", containerd());
    try {
      up();
      String copy = "docker save argosy/webserver:1 argosy/toolbox:1 | docker -H $THERE load";
      var there = Map.of("THERE", "unix://" + folder.resolve("docker.sock"));
      Ran.of(ANSWER_MAX, there, List.of("sh", "-c", copy)).well();
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  private List<String> containerd() throws IOException {
    Path config = folder.resolve("containerd.toml");
    Files.writeString(config, "version = 2\ndisabled_plugins = ['io.containerd.grpc.v1.cri']\n");
    return List.of(
        "containerd",
        "--config=" + config,
        "--root=" + folder.resolve("images"),
        "--state=" + folder.resolve("shims"),
        "--address=" + folder.resolve("containerd.sock"));
  }

  void up() throws Exception {
    var command = new ArrayList<>(cable.into());
    command.addAll(
        List.of(
            "dockerd",
            "--live-restore",
            "--containerd=" + folder.resolve("containerd.sock"),
            "--data-root=" + folder.resolve("data"),
            "--exec-root=" + folder.resolve("exec"),
            "--pidfile=" + folder.resolve("docker.pid"),
            "--host=" + engine.environment().get("DOCKER_HOST")));
    command.addAll(runtime());
    command.addAll(options);
    dockerd = start("dockerd", command);
    Await.until(READY_MAX, "an engine of its own", () -> engine.run("version").exitCode() == 0);
  }

  private List<String> runtime() throws IOException {
    if (runtime.isEmpty()) {
      return List.of();
    }
    Path script = folder.resolve("runtime");
    Files.writeString(script, runtime);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return List.of("--add-runtime=own=" + script, "--default-runtime=own");
  }

  /// Kills it as a crash would.
  void crash() {
    if (dockerd != null) {
      dockerd.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    if (dockerd != null) {
      dockerd.destroy();
      dockerd.onExit().join();
    }
    containerd.destroy();
    containerd.onExit().join();
    endLeftovers();
    unmount();
    Argosy.remove(folder);
  }

  /// An engine that was killed has processes that it doesn't know of afterwards.
  private void endLeftovers() {
    ProcessHandle.allProcesses()
        .filter(it -> it.info().commandLine().orElse("").contains(folder.toString()))
        .forEach(OwnEngine::end);
  }

  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    var _ = process.onExit().join();
  }

  /// An engine that is killed can't give its mounts back.
  private void unmount() throws IOException {
    List<String> mounted =
        Files.readAllLines(Path.of("/proc/self/mounts")).stream()
            .map(line -> line.split(" ", 3)[1])
            .filter(path -> path.startsWith(folder + "/"))
            .toList();
    for (String path : mounted.reversed()) {
      try {
        Ran.of(ANSWER_MAX, Map.of(), List.of("umount", path)).well();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while clearing up " + folder, e);
      }
    }
  }

  private Process start(String name, List<String> command) throws IOException {
    Path log = folder.resolve(name + ".log");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
