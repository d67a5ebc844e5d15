package argosy.server;

import argosy.agent.Folders;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where a host has what tasks expect of AWS's file systems and objects.
final class FolderOptions {

  @Option(
      names = "--efs-folder",
      paramLabel = "DIR",
      description = {
        "Where this host's EFS file systems are: DIR/fs-1234 is the file system fs-1234.",
        "Without it no task with EFS volumes is placed here."
      })
  private Optional<Path> efs = Optional.empty();

  @Option(
      names = "--s3-folder",
      paramLabel = "DIR",
      description = {
        "Where this host's objects of S3 are: DIR/bucket/key is s3://bucket/key.",
        "Without it no task with environment files is placed here."
      })
  private Optional<Path> s3 = Optional.empty();

  boolean isEmpty() {
    return efs.isEmpty() && s3.isEmpty();
  }

  /// @throws Complaint if one of them isn't there
  Folders folders() throws UnknownHostException {
    return new Folders(
        InetAddress.getLocalHost().getHostName(),
        there("--efs-folder", efs),
        there("--s3-folder", s3));
  }

  private static Optional<Path> there(String option, Optional<Path> folder) {
    return folder.map(path -> {
      if (!Files.isDirectory(path)) {
        throw new Complaint(option + " " + path + " is no folder: make it, or name another.");
      }
      return path.toAbsolutePath().normalize();
    });
  }
}
