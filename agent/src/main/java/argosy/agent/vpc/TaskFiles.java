package argosy.agent.vpc;

import argosy.wire.acs.PayloadTask.NetworkInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files beside a task's network: by which its containers know names, and which namespace each
/// container joins, for the engine's runtime to read. They are gone after the machine's restart, as
/// namespaces are.
final class TaskFiles {
  private static final Path FOLDER = Path.of("/run/argosy");

  /// Where the runtime looks.
  private static final Path NAMESPACES = FOLDER.resolve("namespaces");

  private static final List<String> FILES = List.of("hosts", "hostname", "resolv.conf");

  private final Path all;

  /// @param host whose tasks they are
  TaskFiles(String host) {
    this.all = FOLDER.resolve("names").resolve(host);
  }

  /// Writes them; those that are there already stay, because a container may have its own lines in
  /// them.
  Path names(String taskId, NetworkInterface own) throws IOException {
    Path folder = Files.createDirectories(all.resolve(taskId));
    String name = own.privateDnsName();
    String first = name.substring(0, name.indexOf('.'));
    write(folder.resolve("hosts"), hosts(own.address(), name, first));
    write(folder.resolve("hostname"), name + "\n");
    write(folder.resolve("resolv.conf"), resolver(own));
    return folder;
  }

  private static String hosts(String address, String name, String first) {
    return """
    127.0.0.1 localhost
    ::1 localhost ip6-localhost ip6-loopback
    %s %s %s
    """
        .formatted(address, name, first);
  }

  private static String resolver(NetworkInterface own) {
    Stream<String> servers = own.domainNameServers().stream().map(it -> "nameserver " + it);
    Stream<String> search =
        own.domainName().isEmpty()
            ? Stream.empty()
            : Stream.of("search " + String.join(" ", own.domainName()));
    return Stream.concat(search, servers).collect(Collectors.joining("\n", "", "\n"));
  }

  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Path fresh = Files.createTempFile(file.getParent(), "", ".new");
      Files.writeString(fresh, text);
      fresh.toFile().setReadable(true, false);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  void forget(String taskId) throws IOException {
    for (String file : FILES) {
      Files.deleteIfExists(all.resolve(taskId).resolve(file));
    }
    Files.deleteIfExists(all.resolve(taskId));
  }

  void join(String containerId, Path namespace) throws IOException {
    Files.createDirectories(NAMESPACES);
    Path link = NAMESPACES.resolve(containerId);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, namespace);
  }

  /// Forgets the tasks that are no more, and the containers whose namespaces are gone: whoever
  /// removed them didn't say so.
  void sweep(Set<String> living) throws IOException {
    for (Path task : in(all)) {
      String id = String.valueOf(task.getFileName());
      if (!living.contains(id)) {
        forget(id);
      }
    }
    for (Path link : in(NAMESPACES)) {
      if (!Files.exists(link)) { // what it leads to
        Files.deleteIfExists(link);
      }
    }
  }

  private static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  void part(List<String> containerIds) throws IOException {
    for (String id : containerIds) {
      Files.deleteIfExists(NAMESPACES.resolve(id));
    }
  }
}
