package argosy.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The sources of all modules.
final class Sources {
  /// Tests run in their module's folder.
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Sources() {}

  /// All Java files below `src/<part>/java`, in their order.
  static List<Path> of(String part) {
    return modules().stream()
        .map(module -> module.resolve("src").resolve(part).resolve("java"))
        .filter(Files::isDirectory)
        .flatMap(folder -> walk(folder, file -> file.toString().endsWith(".java")).stream())
        .toList();
  }

  /// The folders that have a `pom.xml`.
  static List<Path> modules() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> walk(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file's name from the root of the repository.
  static String name(Path file) {
    return ROOT.relativize(file).toString();
  }
}
