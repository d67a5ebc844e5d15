package argosy.server.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of the machine that are run to their end.
final class Commands {
  private Commands() {}

  /// What a program wrote.
  ///
  /// @throws IOException if it fails, with what it said
  static String run(List<String> command) throws IOException {
    Ended ended = ended(command);
    if (ended.code != 0) {
      throw new IOException(String.join(" ", command) + ": " + ended.said.strip());
    }
    return ended.said;
  }

  /// A command of words without spaces.
  static String run(String line) throws IOException {
    return run(List.of(line.split(" ")));
  }

  /// Whether a program ends well, whatever it says.
  static boolean succeeds(String line) throws IOException {
    return ended(List.of(line.split(" "))).code == 0;
  }

  private record Ended(int code, String said) {}

  private static Ended ended(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + String.join(" ", command), e);
    }
  }
}
