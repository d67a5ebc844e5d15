package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The memory of a Java process.
///
/// @param liveKib what is left of its heap after a collection
/// @param residentKib what the kernel has given it
record Footprint(long liveKib, long residentKib) {
  private static final Duration LOOKED_MAX = Duration.ofSeconds(30);

  static Footprint of(ProcessHandle process) throws IOException, InterruptedException {
    // A histogram of what lives begins with a collection, and ends with a line: Total objects
    // bytes.
    String[] total =
        jcmd(process, "GC.class_histogram").lines().getLast().strip().split("\\s+", -1);
    long resident =
        Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return new Footprint(Long.parseLong(total[2]) / 1_024, resident);
  }

  private static Ran jcmd(ProcessHandle process, String command)
      throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Ran.of(LOOKED_MAX, Map.of(), List.of(jcmd, String.valueOf(process.pid()), command))
        .well();
  }
}
