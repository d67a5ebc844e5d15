package argosy.server.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The processes of a host: those in its mount namespace, and what they started, which are its
/// containers.
final class Inmates {
  private static final Duration END_MAX = Duration.ofSeconds(10);

  private Inmates() {}

  /// Kills all of them, as the loss of power does.
  ///
  /// @param mounts the mount namespace
  static void kill(String mounts) throws IOException {
    Set<ProcessHandle> some = of(mounts);
    while (!some.isEmpty()) {
      some.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle each : some) {
        await(each);
      }
      some = of(mounts);
    }
  }

  /// The process in the mount namespace whose command line has these words.
  static Optional<ProcessHandle> find(String mounts, String words) {
    return ProcessHandle.allProcesses()
        .filter(each -> isIn(each, mounts))
        .filter(each -> command(each).contains(words))
        .findFirst();
  }

  private static String command(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // it ended
    }
  }

  /// Waits for the end of one that was told to end.
  static void await(ProcessHandle process) throws IOException {
    try {
      process.onExit().get(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("process " + process.pid() + " can't be killed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Set<ProcessHandle> of(String mounts) {
    var all = new LinkedHashSet<ProcessHandle>();
    ProcessHandle.allProcesses()
        .filter(each -> isIn(each, mounts))
        .forEach(each -> Stream.concat(Stream.of(each), each.descendants()).forEach(all::add));
    return all;
  }

  private static boolean isIn(ProcessHandle process, String mounts) {
    try {
      Path space = Path.of("/proc/" + process.pid() + "/ns/mnt");
      return Files.readSymbolicLink(space).toString().equals(mounts);
    } catch (IOException e) {
      return false; // it ended
    }
  }
}
