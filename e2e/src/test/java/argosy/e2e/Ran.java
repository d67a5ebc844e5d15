package argosy.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that ran to its end, and what it said.
///
/// @param took from its start to its end
record Ran(List<String> command, int exitCode, String out, String err, Duration took) {

  static Ran of(Duration atMost, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    // Files, because a pipe that a background process inherits stays open for as long as it lives.
    Path out = Files.createTempFile("argosy-e2e", ".out");
    Path err = Files.createTempFile("argosy-e2e", ".err");
    try {
      var builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      long begun = System.nanoTime();
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            String.join(" ", command) + " did not end:\n" + text(out) + text(err));
      }
      var took = Duration.ofNanos(System.nanoTime() - begun);
      return new Ran(command, process.exitValue(), text(out), text(err), took);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Itself, if the program ended well.
  Ran well() {
    if (exitCode != 0) {
      throw new AssertionError(this);
    }
    return this;
  }

  List<String> lines() {
    return out.lines().filter(line -> !line.isBlank()).toList();
  }

  @Override
  public String toString() {
    return String.join(" ", command) + " ended with " + exitCode + "\n" + out + err;
  }
}
