package argosy.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A small disk of the tests' own, in memory. Tests that want one are skipped where nothing may be
/// mounted.
final class Disk implements AutoCloseable {
  private static final Duration STEP_MAX = Duration.ofMinutes(1);
  private static final int BLOCK = 4_096;

  private final Path mount;

  private Disk(Path mount) {
    this.mount = mount;
  }

  static Disk ofMib(int size) throws IOException, InterruptedException {
    Path mount = Files.createTempDirectory("argosy-disk").toRealPath();
    Ran mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "tmpfs", "" + mount);
    if (mounted.exitCode() != 0) {
      Files.delete(mount);
    }
    assumeTrue(mounted.exitCode() == 0, () -> "SKIPPED: nothing may be mounted: " + mounted);
    return new Disk(mount);
  }

  /// A new folder on it.
  Path folder(String name) throws IOException {
    return Files.createDirectory(mount.resolve(name));
  }

  /// Leaves no room at all.
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) {
      if (mount.toFile().getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /// Makes room again.
  void free() throws IOException {
    Files.delete(ballast());
  }

  private Path ballast() {
    return mount.resolve("ballast");
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", mount.toString()).well();
      Files.delete(mount);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unmounting " + mount, e);
    }
  }

  private static Ran run(String... command) throws IOException, InterruptedException {
    return Ran.of(STEP_MAX, Map.of(), List.of(command));
  }
}
