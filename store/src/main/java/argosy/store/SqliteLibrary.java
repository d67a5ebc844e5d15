package argosy.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite itself, which the driver would copy from its jar to the folder of temporary files at
/// every start, and compare and hash there.
final class SqliteLibrary {
  private static final String FOLDER_PROPERTY = "org.sqlite.lib.path";
  private static final String NAME_PROPERTY = "org.sqlite.lib.name";

  private SqliteLibrary() {}

  /// Lets the driver load the library from the folder, and puts it there where it isn't yet.
  /// Whoever told the driver of another one, or has a machine for which there is none, is left
  /// alone.
  static synchronized void keep(Path folder) throws IOException {
    if (System.getProperty(FOLDER_PROPERTY) != null) {
      return;
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    Path kept = folder.resolve(SQLiteJDBCLoader.getVersion() + "-" + name);
    if (!Files.exists(kept)) {
      String packed = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
      try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(packed)) {
        if (library == null) {
          return;
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, name, ".part");
        try {
          Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    }
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    System.setProperty(NAME_PROPERTY, kept.getFileName().toString());
  }
}
