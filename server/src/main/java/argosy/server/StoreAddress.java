package argosy.server;

import argosy.store.JdbcStore;
import argosy.telemetry.logs.LogStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;

/// Where a data folder's state is kept: in a file of the folder, or in a PostgreSQL that several
/// servers share. The folder remembers what its server was started with, for the other verbs.
///
/// @param postgres empty for the embedded store
record StoreAddress(Path folder, Optional<String> postgres) {
  private static final String FILE = "store";

  /// What the folder remembers.
  static StoreAddress of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return new StoreAddress(
        folder, Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty());
  }

  /// Lets the folder remember it; the address may have a password in it.
  void remember() throws IOException {
    Path file = folder.resolve(FILE);
    Files.deleteIfExists(file);
    if (postgres.isPresent()) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, postgres.get());
    }
  }

  /// Opens the store for a verb of the command line, which holds no cell.
  JdbcStore open() {
    return open(URI.create("local:command-line"));
  }

  /// Opens the store for a server.
  ///
  /// @param self where other servers reach this one
  JdbcStore open(URI self) {
    return postgres
        .map(url -> JdbcStore.postgres(url, self.toString(), self))
        .orElseGet(() -> JdbcStore.sqlite(folder.resolve("argosy.db")));
  }

  /// Opens the logs, which are beside the state and not in it.
  LogStore logs(InstantSource clock) {
    return postgres
        .map(url -> LogStore.postgres(url, clock))
        .orElseGet(() -> LogStore.sqlite(folder.resolve("logs.db"), clock));
  }
}
