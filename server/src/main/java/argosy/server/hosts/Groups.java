package argosy.server.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The control groups that an engine leaves when it is killed.
final class Groups {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");

  private Groups() {}

  /// Removes a group with all below it, in each hierarchy, and the one that it is in if that is
  /// empty then.
  static void remove(String parent, String group) throws IOException {
    for (Path hierarchy : hierarchies()) {
      Path above = hierarchy.resolve(parent);
      if (Files.isDirectory(above.resolve(group))) {
        removeTree(above.resolve(group));
        removeEmpty(above);
      }
    }
  }

  /// Version 2 has one; version 1 a folder for each controller.
  private static List<Path> hierarchies() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return Stream.concat(Stream.of(ROOT), folders.filter(Files::isDirectory)).toList();
    }
  }

  private static void removeTree(Path top) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.walk(top)) {
      folders = all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path folder : folders) {
      removeEmpty(folder);
    }
  }

  /// The kernel's files in it don't count.
  private static void removeEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // Busy: another host has groups in it.
    }
  }
}
