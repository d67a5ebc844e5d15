package argosy.agent;

import argosy.wire.acs.PayloadTask.EfsAuthorization;
import argosy.wire.acs.PayloadTask.EfsVolume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Folders of the host that stand for services of AWS: a file system is a folder in one, an object
/// is a file in a folder in the other. Whatever a task says, nothing outside them is reached.
///
/// @param hostName what people call the machine, for reasons
/// @param efs holds a folder for each file system; empty if there are none here
/// @param s3 holds a folder for each bucket; empty if there are none here
public record Folders(String hostName, Optional<Path> efs, Optional<Path> s3) {

  /// All variables of a process have less room in the kernel.
  private static final int FILE_BYTES_MAX = 1 << 20;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
  private static final Pattern OBJECT =
      Pattern.compile("arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]*)/(.+)");

  public static Folders none(String hostName) {
    return new Folders(hostName, Optional.empty(), Optional.empty());
  }

  /// The folder that a volume is. An access point is a folder of its name in its file system.
  public Path fileSystem(EfsVolume volume) throws ResourceFault {
    String id = volume.fileSystemId();
    String point = accessPoint(volume);
    String what =
        "failed to mount EFS " + id + (point.isEmpty() ? "" : " at the access point " + point);
    Path root = efs.orElseThrow(lacks(what, "has no file systems", "--efs-folder"));
    if (!ID.matcher(id).matches() || (!point.isEmpty() && !ID.matcher(point).matches())) {
      throw new ResourceFault(what + ": such a name has letters, digits and hyphens only");
    }
    String folder = Objects.requireNonNullElse(volume.rootDirectory(), "");
    return found(root.resolve(id), point.isEmpty() ? folder : point, what, true);
  }

  private static String accessPoint(EfsVolume volume) {
    EfsAuthorization rights = volume.authorizationConfig();
    return rights == null ? "" : Objects.requireNonNullElse(rights.accessPointId(), "");
  }

  /// The content of an object.
  public byte[] object(String arn) throws ResourceFault {
    String what = "failed to download env files: " + arn;
    Path root = s3.orElseThrow(lacks(what, "has no objects of S3", "--s3-folder"));
    Matcher parts = OBJECT.matcher(arn);
    if (!parts.matches()) {
      throw new ResourceFault(what + ": the ARN of an object is arn:aws:s3:::bucket/key");
    }
    Path file = found(root.resolve(parts.group(1)), parts.group(2), what, false);
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(FILE_BYTES_MAX + 1);
      if (bytes.length > FILE_BYTES_MAX) {
        throw new ResourceFault(what + ": it has more than " + FILE_BYTES_MAX + " bytes");
      }
      return bytes;
    } catch (ResourceFault e) {
      throw e;
    } catch (IOException e) {
      throw new ResourceFault(what + ": " + file + " on host " + hostName + " can't be read: " + e);
    }
  }

  /// What is at a path in a folder: by its real path, so that whoever writes there can't have it
  /// lead out.
  private Path found(Path folder, String path, String what, boolean asFolder) throws ResourceFault {
    String named = folder + (path.isEmpty() || path.startsWith("/") ? "" : "/") + path;
    try {
      Path base = folder.toRealPath();
      Path real = Path.of(base.toString(), path).toRealPath();
      if (!real.startsWith(base)) {
        throw new ResourceFault(what + ": " + named + " leads out of " + folder);
      }
      if (asFolder ? Files.isDirectory(real) : Files.isRegularFile(real)) {
        return real;
      }
    } catch (ResourceFault e) {
      throw e;
    } catch (IOException | InvalidPathException e) {
      // What can't be looked at isn't there for the task.
    }
    throw new ResourceFault(
        "%s: there is no %s %s on host %s"
            .formatted(what, asFolder ? "folder" : "file", named, hostName));
  }

  private Supplier<ResourceFault> lacks(String what, String it, String option) {
    return () ->
        new ResourceFault(
            "%s: host %s %s; give its agent the option %s".formatted(what, hostName, it, option));
  }
}
