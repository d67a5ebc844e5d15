package argosy.agent.runtime.nvidia;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.agent.Gpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks NVIDIA's driver for the GPUs of this host: through its program, or, where that isn't there,
/// through what the kernel shows of it.
public final class NvidiaDriver implements Gpus.Finder {

  /// Where the driver shows itself.
  public static final Path PROC = Path.of("/proc/driver/nvidia");

  private static final Logger LOG = LoggerFactory.getLogger(NvidiaDriver.class);

  private static final List<String> PROGRAM =
      List.of("nvidia-smi", "--query-gpu=uuid,driver_version", "--format=csv,noheader");

  /// The first to ask has the driver wake the devices, which takes seconds each.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern UUID = Pattern.compile("GPU-[0-9a-fA-F-]{8,}");
  private static final Pattern IN_FILE =
      Pattern.compile("(?m)^GPU UUID:\\s+(" + UUID.pattern() + ")\\s*$");
  private static final Pattern VERSION = Pattern.compile("Kernel Module.*?\\s(\\d+(?:\\.\\d+)+)");

  private final Path proc;
  private final Program program;

  /// Runs the driver's program.
  interface Program {

    /// What it prints.
    ///
    /// @throws IOException if it isn't there or fails
    String run() throws IOException, InterruptedException;
  }

  public NvidiaDriver() {
    this(PROC, NvidiaDriver::ask);
  }

  NvidiaDriver(Path proc, Program program) {
    this.proc = proc;
    this.program = program;
  }

  @Override
  public Gpus find() throws InterruptedException {
    try {
      return printed(program.run());
    } catch (IOException e) {
      Gpus shown = shown();
      if (Files.exists(proc)) {
        LOG.warn("nvidia-smi says nothing: {}; the kernel shows {}", e.getMessage(), shown.ids());
      }
      return shown;
    }
  }

  /// Lines of an id and a version.
  private static Gpus printed(String text) {
    List<String> ids = new ArrayList<>();
    String driver = "";
    for (String line : text.lines().toList()) {
      String[] parts = line.split(",", 2);
      if (UUID.matcher(parts[0].strip()).matches()) {
        ids.add(parts[0].strip());
        driver = parts.length == 2 ? parts[1].strip() : driver;
      }
    }
    return new Gpus(ids, driver);
  }

  private Gpus shown() {
    List<String> ids = new ArrayList<>();
    try (Stream<Path> devices = Files.list(proc.resolve("gpus"))) {
      for (Path device : devices.sorted().toList()) {
        first(IN_FILE, device.resolve("information")).ifPresent(ids::add);
      }
      return new Gpus(ids, first(VERSION, proc.resolve("version")).orElse(""));
    } catch (IOException e) {
      return Gpus.NONE;
    }
  }

  private static Optional<String> first(Pattern pattern, Path file) throws IOException {
    Matcher found = pattern.matcher(Files.readString(file));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String ask() throws IOException, InterruptedException {
    Process asked = new ProcessBuilder(PROGRAM).redirectErrorStream(true).start();
    asked.getOutputStream().close();
    if (!asked.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      asked.destroyForcibly();
      throw new IOException("no answer within " + PATIENCE.toSeconds() + " seconds");
    }
    String said = new String(asked.getInputStream().readAllBytes(), UTF_8);
    if (asked.exitValue() != 0) {
      throw new IOException(said.strip());
    }
    return said;
  }
}
