package argosy.agent.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Processes of a container that its engine doesn't know: it died between starting them and writing
/// that down. Their control groups bear the container's id.
final class Leftover {
  private Leftover() {}

  /// Ends them, as far as there are any.
  static void end(Path proc, String id) throws IOException {
    for (long process : of(proc, id)) {
      ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  static List<Long> of(Path proc, String id) throws IOException {
    try (Stream<Path> all = Files.list(proc)) {
      return all.filter(folder -> isIn(folder, id))
          .map(folder -> Long.valueOf(folder.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isIn(Path folder, String id) {
    try {
      return folder.getFileName().toString().matches("\\d+")
          && new String(Files.readAllBytes(folder.resolve("cgroup")), UTF_8).contains(id);
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
