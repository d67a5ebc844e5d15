package argosy.agent.network;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The namespaces that a host keeps under names, as `ip netns` does and shows: one for its share of
/// each VPC, `argosy-<vpc>@<host>`, and one for each task, `argosy-task.<id>@<host>`. They stay
/// until they are removed, whoever dies.
final class NamedNamespaces {
  static final Path FOLDER = Path.of("/run/netns");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern TASK = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final String OURS = "argosy-";
  private static final String TASKS = "argosy-task.";

  private final String host;

  NamedNamespaces(String host) {
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("not a host's name: " + host);
    }
    this.host = host;
  }

  Namespace ofVpc(String vpcId) {
    return named(OURS + vpcId);
  }

  Namespace ofTask(String taskId) {
    if (!TASK.matcher(taskId).matches()) {
      throw new IllegalArgumentException("not a task's id: " + taskId);
    }
    return named(TASKS + taskId);
  }

  /// The VPCs that have one.
  Set<String> vpcs() throws IOException {
    return those(name -> name.startsWith(TASKS) ? "" : after(OURS, name));
  }

  /// The tasks that have one.
  Set<String> tasks() throws IOException {
    return those(name -> after(TASKS, name));
  }

  static boolean isThere(Namespace namespace) {
    try {
      return Files.exists(namespace.path()) && InNamespace.call(namespace, () -> true);
    } catch (IOException _) {
      return false; // a file that an agent made before it died
    }
  }

  /// Makes a namespace; one that is there stays.
  ///
  /// @return whether it is new
  static boolean make(Namespace namespace) throws IOException {
    if (isThere(namespace)) {
      return false;
    }
    Files.createDirectories(FOLDER);
    try {
      Files.createFile(namespace.path());
    } catch (FileAlreadyExistsException _) {
      // nothing stands behind it
    }
    return InNamespace.onThread(() -> {
      Kernel.enterNew();
      Kernel.bind(Path.of("/proc/thread-self/ns/net"), namespace.path());
      return true;
    });
  }

  /// Takes its name from a namespace, and so its end unless a process is in it.
  static void remove(Namespace namespace) throws IOException {
    if (Files.exists(namespace.path())) {
      Kernel.unbind(namespace.path());
      Files.deleteIfExists(namespace.path());
    }
  }

  private Namespace named(String name) {
    return new Namespace(FOLDER.resolve(name + "@" + host));
  }

  private Set<String> those(Function<String, String> id) throws IOException {
    var found = new TreeSet<String>();
    if (Files.isDirectory(FOLDER)) {
      try (Stream<Path> files = Files.list(FOLDER)) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.startsWith(OURS) && name.endsWith("@" + host))
            .map(name -> id.apply(name.substring(0, name.length() - host.length() - 1)))
            .filter(each -> !each.isEmpty() && each.indexOf('@') < 0)
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String after(String prefix, String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : "";
  }
}
