package argosy.agent.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs `ip`, `bridge` and `nft` inside of network namespaces. A whole script takes one process.
final class Programs {
  /// Far beyond what the largest script takes, half a second: what takes longer hangs.
  private static final long SECONDS_MAX = 30;

  /// How much of a script's failure is told; nft repeats the script.
  private static final int SAID_MAX = 600;

  private Programs() {}

  /// Does a script of `ip`; the first line that fails ends it.
  static void ip(Namespace in, List<String> lines) throws IOException {
    script(in, List.of("ip", "-batch", "-"), lines);
  }

  /// Removes what is listed; what isn't there isn't an error.
  static void ipRemove(Namespace in, List<String> lines) throws IOException {
    remove(in, "ip", lines);
  }

  static void bridgeRemove(Namespace in, List<String> lines) throws IOException {
    remove(in, "bridge", lines);
  }

  private static void remove(Namespace in, String program, List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      String script = String.join("\n", lines) + "\n";
      run(in, List.of("sh", "-c", program + " -force -batch - >/dev/null 2>&1"), script);
    }
  }

  static void bridge(Namespace in, List<String> lines) throws IOException {
    script(in, List.of("bridge", "-batch", "-"), lines);
  }

  /// Does a script of `nft`, all or nothing.
  static void nft(Namespace in, String script) throws IOException {
    if (!script.isEmpty()) {
      expect(run(in, List.of("nft", "-f", "-"), script));
    }
  }

  /// What a program answers.
  static String ask(Namespace in, List<String> command) throws IOException {
    Ended ended = run(in, command, "");
    expect(ended);
    return ended.said();
  }

  private static void script(Namespace in, List<String> command, List<String> lines)
      throws IOException {
    if (!lines.isEmpty()) {
      expect(run(in, command, String.join("\n", lines) + "\n"));
    }
  }

  private static void expect(Ended ended) throws IOException {
    if (ended.code() != 0) {
      String said = ended.said();
      throw new IOException(
          ended.command()
              + " in "
              + ended.in()
              + ": "
              + (said.length() > SAID_MAX ? said.substring(0, SAID_MAX) + "…" : said));
    }
  }

  private record Ended(String command, Namespace in, int code, String said) {}

  private static Ended run(Namespace in, List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(inside(in, command)).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      write(process, input);
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IOException(String.join(" ", command) + " doesn't end");
      }
      return new Ended(String.join(" ", command), in, process.exitValue(), said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(String.join(" ", command) + " was interrupted", e);
    } finally {
      process.destroy();
    }
  }

  /// The program goes there itself: started by a thread that is there, it would be watched by one
  /// that is there too ([InNamespace]).
  private static List<String> inside(Namespace in, List<String> command) {
    if (in.equals(Namespace.OWN)) {
      return command;
    }
    var whole = new ArrayList<>(List.of("nsenter", "--net=" + in));
    whole.addAll(command);
    return whole;
  }

  private static void write(Process process, String input) {
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // it ended at a line that failed, and says which
    }
  }
}
