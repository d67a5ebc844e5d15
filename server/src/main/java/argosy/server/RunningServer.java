package argosy.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a server says of itself in its data folder while it runs.
///
/// @param id drawn by lot at each start; its health page says it too, so that whoever can read this
///   knows a server for the one of this folder
/// @param endpoint where clients on this machine reach it
/// @param trust the file of what they must believe for it; null with plain HTTP
record RunningServer(long pid, String id, URI endpoint, @Nullable Path trust) {
  private static final String FILE = "server.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The server of a data folder, if its process is alive.
  static Optional<RunningServer> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), RunningServer.class))
          .filter(server -> server.process().isPresent());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
  }

  void write(Path folder) throws IOException {
    Path fresh = folder.resolve(FILE + ".new");
    Files.writeString(fresh, JSON.writeValueAsString(this));
    Files.move(
        fresh,
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}
