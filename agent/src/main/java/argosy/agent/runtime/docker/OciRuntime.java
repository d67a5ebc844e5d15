package argosy.agent.runtime.docker;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.TellProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The OCI runtime `argosy`, which starts containers with an address of their own in about two
/// thirds of the time: runc without Docker's network hook (decision 0034). An engine has it if its
/// operator told it so: `argosy tune`, or the launcher that started the engine. Its two files are
/// the agent's, which writes them where the engine looks for them.
public final class OciRuntime {
  /// The engine's name for it.
  public static final String NAME = Runtime.JOINING;

  /// Where the engine is told to look for it.
  public static final Path PATH = Path.of("/usr/local/libexec/argosy/runtime");

  private static final String PROGRAM = "tell";

  /// The networks for which Docker needs its hook.
  private static final Set<String> HOOKED = Set.of("", "default", "bridge");

  /// As Docker 20 and those after it word it.
  private static final Pattern LOST = Pattern.compile("(?i)(unknown|invalid) runtime");

  private OciRuntime() {}

  /// Makes the runtime of an engine usable, and says why it isn't.
  ///
  /// @param info what the engine says of itself
  static Optional<String> lack(JsonNode info) {
    JsonNode known = info.path("Runtimes").path(NAME).path("path");
    if (!known.asString("").equals(PATH.toString())) {
      return Optional.of("the engine has no runtime " + PATH + "; `argosy tune` gives it one");
    }
    try (InputStream script = OciRuntime.class.getResourceAsStream("runtime")) {
      have(PATH, Objects.requireNonNull(script).readAllBytes());
      have(PATH.resolveSibling(PROGRAM), TellProgram.executable());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(PATH + " can't be written: " + e);
    }
  }

  /// A file is replaced as a whole, because a container may be starting from it.
  private static void have(Path file, byte[] content) throws IOException {
    if (Files.isExecutable(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "", ".new");
    try {
      Files.write(fresh, content);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// What makes a container of this runtime; empty if it gains nothing by it, because somebody
  /// chose another for it, or Docker has no network to give it.
  static Optional<ObjectNode> with(ObjectNode body) {
    JsonNode host = body.path("HostConfig");
    if (!host.path("Runtime").asString("").isEmpty()
        || !HOOKED.contains(host.path("NetworkMode").asString(""))) {
      return Optional.empty();
    }
    ObjectNode ours = body.deepCopy();
    ours.withObjectProperty("HostConfig").put("Runtime", NAME);
    return Optional.of(ours);
  }

  /// Whether an engine refused a container because it has lost the runtime.
  static boolean isLost(EngineFault fault) {
    return LOST.matcher(String.valueOf(fault.getMessage())).find();
  }
}
