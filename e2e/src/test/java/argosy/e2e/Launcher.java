package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The launcher, as a person at a terminal uses it.
final class Launcher {
  /// The house, whichever module's folder the tests run in.
  static final Path ROOT = root();

  private static final Duration VERB_MAX = Duration.ofMinutes(3);

  /// The jars are there: Maven has just built them.
  private static final Map<String, String> BUILT = Map.of("ARGOSY_BUILT", "yes");

  private Launcher() {}

  static Ran run(String... words) throws IOException, InterruptedException {
    return run(Map.of(), words);
  }

  static Ran run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var whole = new HashMap<>(BUILT);
    whole.putAll(environment);
    return Ran.of(VERB_MAX, whole, command(words));
  }

  /// A verb that goes on until it is told to stop; its output goes to a file.
  static Process start(Path output, String... words) throws IOException {
    return start(output, Map.of(), List.of(), words);
  }

  /// @param before words in front of the launcher's own
  static Process start(
      Path output, Map<String, String> environment, List<String> before, String... words)
      throws IOException {
    var command = new ArrayList<>(before);
    command.addAll(command(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(BUILT);
    builder.environment().putAll(environment);
    return builder.redirectOutput(output.toFile()).start();
  }

  static String example(String name) {
    return ROOT.resolve("examples").resolve(name).toString();
  }

  private static List<String> command(String... words) {
    var command = new ArrayList<>(List.of(ROOT.resolve("argosy").toString()));
    command.addAll(List.of(words));
    return command;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("argosy"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }
}
