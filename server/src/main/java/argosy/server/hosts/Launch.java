package argosy.server.hosts;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// How the agents of local hosts are started, kept for whoever starts one again.
///
/// @param hosts how many there are; the machine's memory is theirs in equal parts, its processors
///   are everybody's
/// @param port where the server listens for them
/// @param region of the server's own agent, whose zones they are in
/// @param options that the operator gave to `argosy up` and the agents take too
record Launch(int hosts, int port, String region, List<String> options) {
  private static final String FILE = "launch.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  Launch {
    options = List.copyOf(options);
  }

  /// Of no hosts if the folder never had any.
  static Launch read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? JSON.readValue(Files.readString(file), Launch.class)
        : new Launch(0, 0, "", List.of());
  }

  void write(Path folder) throws IOException {
    Path fresh = folder.resolve(FILE + ".new");
    Files.writeString(fresh, JSON.writeValueAsString(this));
    Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /// This program in a process of its own, with the options of this one's JVM.
  static List<String> program() {
    List<String> flags =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-XX:TieredStopAtLevel"))
            .toList();
    var words = new ArrayList<String>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    words.addAll(flags);
    words.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "argosy.server.Main", "agent"));
    return words;
  }

  /// Before it, what makes a process outlive the terminal and the one that starts it.
  static List<String> detached(List<String> into, List<String> command) {
    return Stream.of(List.of("setsid", "nohup"), into, command).flatMap(List::stream).toList();
  }
}
