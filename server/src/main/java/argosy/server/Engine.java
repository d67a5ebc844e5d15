package argosy.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Docker's own command line, for what the API has no word for yet: reading a container's output, and
/// clearing up after a server that is gone.
final class Engine {
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

  /// Removes all containers and volumes of a data folder's host, and says how many containers.
  static int removeAll(Path folder) throws IOException, InterruptedException {
    String ours = "label=" + Host.label(folder);
    List<String> containers = lines("docker", "ps", "--all", "--quiet", "--filter", ours);
    remove(List.of("docker", "rm", "--force", "--volumes"), containers);
    remove(
        List.of("docker", "volume", "rm", "--force"),
        lines("docker", "volume", "ls", "--quiet", "--filter", ours));
    return containers.size();
  }

  private static void remove(List<String> command, List<String> names)
      throws IOException, InterruptedException {
    if (!names.isEmpty()) {
      var all = new ArrayList<>(command);
      all.addAll(names);
      lines(all.toArray(String[]::new));
    }
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
