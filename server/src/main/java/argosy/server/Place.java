package argosy.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where an Argosy is: its port and its data folder. Every verb takes it, so that several of them
/// live side by side.
final class Place {
  private static final String OWNER_ONLY = "rwx------";

  @Option(
      names = "--port",
      defaultValue = "4566",
      paramLabel = "N",
      description = "The port of the endpoint (default: ${DEFAULT-VALUE}; 0 takes a free one).")
  int port;

  @Option(
      names = "--data",
      defaultValue = "${sys:user.home}/.argosy",
      paramLabel = "DIR",
      description = "The folder of all that is kept (default: ~/.argosy).")
  Path data = Path.of(".argosy");

  /// The data folder with its real path; made if it isn't there, for its owner only.
  Path folder() throws IOException {
    return folder(data.toAbsolutePath()).toRealPath();
  }

  /// Makes a folder that its owner alone can read, unless it is there.
  static Path folder(Path path) throws IOException {
    return Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
  }

  /// Where clients on this machine find the server: at the port it says it has, else at the one
  /// given.
  URI endpoint() throws IOException {
    return RunningServer.read(folder())
        .map(RunningServer::endpoint)
        .orElseGet(() -> URI.create("http://127.0.0.1:" + port));
  }

  /// The file of what clients must believe to believe the server; empty with plain HTTP.
  Optional<Path> trust() throws IOException {
    return RunningServer.read(folder()).map(RunningServer::trust);
  }
}
