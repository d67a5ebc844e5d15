package argosy.agent.runtime.docker;

import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The engine's runtimes that the runtime `argosy` can hand a container on to instead of runc:
/// those that are programs with runc's command line, as gVisor's `runsc` is. Which one is a
/// container's stands in a file of the container's id. Runtimes that containerd speaks to (shims,
/// as Kata's) are not among them.
///
/// @param commands the words of a command line, by the runtimes' names
record WrappedPrograms(Map<String, List<String>> commands) {
  static final WrappedPrograms NONE = new WrappedPrograms(Map.of());

  /// The script of the runtime looks here, too.
  private static final Path FOLDER = Path.of("/run/argosy/runtimes");

  /// @param info what the engine says of itself
  static WrappedPrograms of(JsonNode info) {
    Map<String, List<String>> commands = new TreeMap<>();
    info.path("Runtimes")
        .properties()
        .forEach(runtime -> {
          JsonNode said = runtime.getValue();
          String path = said.path("path").asString("");
          boolean shim = said.hasNonNull("runtimeType") || runtime.getKey().startsWith("io.");
          if (!path.isEmpty() && !shim && !runtime.getKey().equals(OciRuntime.NAME)) {
            List<String> words = new ArrayList<>(List.of(path));
            said.path("runtimeArgs").valueStream().map(JsonNode::asString).forEach(words::add);
            commands.put(runtime.getKey(), List.copyOf(words));
          }
        });
    return new WrappedPrograms(commands);
  }

  List<String> names() {
    return List.copyOf(commands.keySet());
  }

  /// Has the runtime `argosy` call another program for a container that never was started.
  void give(String containerId, String name) throws IOException {
    List<String> command = commands.get(name);
    if (command == null) {
      throw new EngineFault(
          Kind.REFUSED,
          "the engine has no runtime %s any more that %s could call"
              .formatted(name, OciRuntime.NAME));
    }
    Files.createDirectories(FOLDER);
    Path fresh = Files.createTempFile(FOLDER, "", ".new");
    Files.writeString(fresh, script(command));
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(fresh, FOLDER.resolve(containerId), StandardCopyOption.ATOMIC_MOVE);
  }

  static void take(String containerId) throws IOException {
    Files.deleteIfExists(FOLDER.resolve(containerId));
  }

  /// A program that is the command with whatever words come after it.
  static String script(List<String> command) {
    return command.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n"));
  }
}
