package argosy.agent.runtime.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// An image with nothing but busybox, made on the spot: tests pull nothing.
public final class TestImage {
  public static final String NAME = "argosy-agent-test:1";
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private TestImage() {}

  public static void make() throws IOException, InterruptedException {
    if (docker("image", "inspect", NAME).waitFor() == 0) {
      return;
    }
    Assumptions.assumeTrue(Files.exists(BUSYBOX), "skipped: no static busybox at " + BUSYBOX);
    Path root = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "image");
    Path bin = Files.createDirectory(root.resolve("bin"));
    Files.createDirectory(root.resolve("tmp"));
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    for (String name : List.of("sh", "sleep", "cat", "echo", "true")) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
    }
    Path tar = root.resolve("image.tar");
    expect(new ProcessBuilder("tar", "-cf", tar.toString(), "-C", root.toString(), "bin", "tmp"));
    expect(new ProcessBuilder("docker", "import", tar.toString(), NAME));
  }

  public static Process docker(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void expect(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command.command()) + " failed");
    }
  }
}
