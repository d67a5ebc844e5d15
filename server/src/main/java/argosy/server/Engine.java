package argosy.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Docker's own command line, for what the API has no word for yet: reading a container's output,
/// and clearing up after a server that is gone.
final class Engine {
  /// The names of a container's volumes, one a line.
  private static final String VOLUMES =
      "{{range .Mounts}}{{if eq .Type \"volume\"}}{{println .Name}}{{end}}{{end}}";

  /// What runs still has as long between SIGTERM and SIGKILL as ECS gives where nothing is said.
  private static final String STOP_SECONDS = "30";

  private Engine() {}

  /// Shows what a container wrote, as it wrote it.
  ///
  /// @param follow go on until it ends
  static void showLogs(String container, boolean follow) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("docker", "logs"));
    if (follow) {
      command.add("--follow");
    }
    command.add(container);
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /// What a container writes until it ends, both of its streams in one.
  static InputStream logs(String container) throws IOException {
    return new ProcessBuilder("docker", "logs", "--follow", container)
        .redirectErrorStream(true)
        .start()
        .getInputStream();
  }

  /// Stops and removes all containers of a data folder's host with the volumes that lived with
  /// their tasks, and says how many containers.
  static int removeAll(Path folder) throws IOException, InterruptedException {
    String ours = "label=" + Host.label(folder);
    List<String> containers = lines("docker", "ps", "--all", "--quiet", "--filter", ours);
    if (containers.isEmpty()) {
      return 0;
    }
    List<String> volumes =
        lines(with(containers, "docker", "inspect", "--format", VOLUMES)).stream()
            .filter(name -> name.startsWith("ecs-"))
            .distinct()
            .toList();
    lines(with(containers, "docker", "stop", "--time", STOP_SECONDS));
    lines(with(containers, "docker", "rm", "--force", "--volumes"));
    if (!volumes.isEmpty()) {
      lines(with(volumes, "docker", "volume", "rm", "--force"));
    }
    return containers.size();
  }

  /// The OCI runtimes that the engine knows.
  static List<String> runtimes() throws IOException, InterruptedException {
    return lines(
        "docker", "info", "--format", "{{range $name, $_ := .Runtimes}}{{println $name}}{{end}}");
  }

  /// The ids of the containers that an OCI runtime started.
  static List<String> startedBy(String runtime) throws IOException, InterruptedException {
    List<String> all = lines("docker", "ps", "--all", "--quiet");
    if (all.isEmpty()) {
      return List.of();
    }
    String[] inspect =
        with(all, "docker", "inspect", "--format", "{{.HostConfig.Runtime}} {{.Id}}");
    return lines(inspect).stream()
        .filter(line -> line.startsWith(runtime + " "))
        .map(line -> line.substring(runtime.length() + 1))
        .toList();
  }

  private static String[] with(List<String> names, String... command) {
    return Stream.concat(Stream.of(command), names.stream()).toArray(String[]::new);
  }

  private static List<String> lines(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return output.lines().filter(line -> !line.isBlank()).toList();
  }
}
