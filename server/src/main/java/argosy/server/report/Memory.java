package argosy.server.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/// What memory this process takes.
final class Memory {
  private static final Path LINUX = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private Memory() {}

  /// Resident memory is told where the system has a file of it.
  static void put(ObjectNode to) {
    Runtime jvm = Runtime.getRuntime();
    to.put("heapUsedBytes", jvm.totalMemory() - jvm.freeMemory());
    to.put("heapMaxBytes", jvm.maxMemory());
    if (Files.isReadable(LINUX)) {
      try {
        Files.readAllLines(LINUX).stream()
            .filter(line -> line.startsWith(RESIDENT))
            .map(line -> line.replaceAll("\\D", ""))
            .findFirst()
            .ifPresent(kib -> to.put("residentBytes", Long.parseLong(kib) * 1_024));
      } catch (IOException e) {
        // not told
      }
    }
  }
}
