package argosy.agent.runtime.nvidia;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.agent.Gpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaDriverTest {
  private static final String FIRST = "GPU-5f2b6c1e-33a1-9a0c-1f9d-000000000001";
  private static final String SECOND = "GPU-5f2b6c1e-33a1-9a0c-1f9d-000000000002";
  private static final NvidiaDriver.Program MISSING =
      () -> {
        throw new IOException("No such file or directory");
      };

  @TempDir private Path proc;

  @Test
  void theDriversProgramSaysAllOfThem() throws Exception {
    String printed = FIRST + ", 550.54.15\n" + SECOND + ", 550.54.15\nsomething else\n";
    var driver = new NvidiaDriver(proc, () -> printed);
    assertEquals(new Gpus(List.of(FIRST, SECOND), "550.54.15"), driver.find());
    assertEquals(Gpus.NONE, new NvidiaDriver(proc, () -> "No devices were found\n").find());
  }

  @Test
  void withoutTheProgramTheKernelShowsThem() throws Exception {
    device("0000:00:1f.0", SECOND);
    device("0000:00:1e.0", FIRST);
    device("0000:00:20.0", "GPU-????????-????-????-????-????????????");
    Files.writeString(
        proc.resolve("version"),
        """
        NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023
        GCC version:  gcc version 12.3.0
        """);
    assertEquals(
        new Gpus(List.of(FIRST, SECOND), "535.104.05"), new NvidiaDriver(proc, MISSING).find());
  }

  private void device(String address, String id) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("gpus").resolve(address));
    Files.writeString(
        folder.resolve("information"),
        "Model: \t\t Tesla T4\nIRQ:   \t\t 11\nGPU UUID: \t " + id + "\nBus Type: \t PCIe\n");
  }

  @Test
  void aHostWithoutThemHasNone() throws Exception {
    assertEquals(Gpus.NONE, new NvidiaDriver(proc.resolve("nowhere"), MISSING).find());
  }
}
