package argosy.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A name for an image that definitions of others ask for and no registry of the tests has. A name
/// that the machine knows stays what it is.
record LocalImage(String name, boolean ours) implements AutoCloseable {

  /// Another name of an image that is there.
  static LocalImage named(String name, String image) throws IOException, InterruptedException {
    if (isThere(name)) {
      return new LocalImage(name, false);
    }
    Docker.run("tag", image, name).well();
    return new LocalImage(name, true);
  }

  /// The toolbox with one program more.
  static LocalImage with(String name, String program, String script)
      throws IOException, InterruptedException {
    if (isThere(name)) {
      return new LocalImage(name, false);
    }
    Path folder = Files.createTempDirectory("argosy-e2e-image");
    try {
      Path file = Files.writeString(folder.resolve(program), script);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(
          folder.resolve("Dockerfile"), "FROM argosy/toolbox:1\nCOPY " + program + " /bin/\n");
      Docker.run("build", "--tag", name, folder.toString()).well();
    } finally {
      Argosy.remove(folder);
    }
    return new LocalImage(name, true);
  }

  private static boolean isThere(String name) throws IOException, InterruptedException {
    return Docker.run("image", "inspect", name).exitCode() == 0;
  }

  /// Containers of it must have ended.
  @Override
  public void close() throws IOException {
    if (!ours) {
      return;
    }
    try {
      Docker.run("rmi", "--force", name).well();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while removing the image " + name, e);
    }
  }
}
