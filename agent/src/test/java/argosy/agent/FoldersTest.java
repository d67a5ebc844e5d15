package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.wire.acs.PayloadTask.EfsAuthorization;
import argosy.wire.acs.PayloadTask.EfsVolume;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tasks reach of the folders that stand for AWS's services, and what they don't.
final class FoldersTest {
  @TempDir private Path temporary = Path.of("");
  private Folders folders = Folders.none("box");
  private Path efs = Path.of("");
  private Path s3 = Path.of("");

  @BeforeEach
  void make() throws Exception {
    efs = Files.createDirectories(temporary.toRealPath().resolve("efs"));
    s3 = Files.createDirectories(temporary.toRealPath().resolve("s3"));
    Files.createDirectories(efs.resolve("fs-1/home/web"));
    Files.createDirectories(efs.resolve("fs-1/fsap-1"));
    Files.createDirectories(efs.resolve("fs-10/other"));
    Files.createDirectories(s3.resolve("bucket/deep"));
    Files.writeString(s3.resolve("bucket/deep/a.env"), "A=b");
    Files.writeString(temporary.resolve("secret.env"), "SECRET=1");
    folders = new Folders("box", Optional.of(efs), Optional.of(s3));
  }

  private static EfsVolume volume(String id, @Nullable String folder, @Nullable String point) {
    return new EfsVolume(id, folder, point == null ? null : new EfsAuthorization(point));
  }

  private void refuses(String reason, EfsVolume volume) {
    var fault = assertThrows(ResourceFault.class, () -> folders.fileSystem(volume));
    assertEquals("ResourceInitializationError: failed to mount EFS " + reason, fault.getMessage());
  }

  private void refuses(String reason, String arn) {
    var fault = assertThrows(ResourceFault.class, () -> folders.object(arn));
    assertEquals(
        "ResourceInitializationError: failed to download env files: " + reason, fault.getMessage());
  }

  @Test
  void aFileSystemIsAFolder() throws Exception {
    assertEquals(efs.resolve("fs-1"), folders.fileSystem(volume("fs-1", null, null)));
    assertEquals(efs.resolve("fs-1"), folders.fileSystem(volume("fs-1", "/", null)));
    assertEquals(
        efs.resolve("fs-1/home/web"), folders.fileSystem(volume("fs-1", "/home/web", null)));
    assertEquals(efs.resolve("fs-1/fsap-1"), folders.fileSystem(volume("fs-1", "/", "fsap-1")));
  }

  @Test
  void theOperatorMayPutItElsewhere() throws Exception {
    Path far = Files.createDirectories(temporary.toRealPath().resolve("nfs/data"));
    Files.createSymbolicLink(efs.resolve("fs-2"), far.getParent());
    assertEquals(far, folders.fileSystem(volume("fs-2", "/data", null)));
  }

  @Test
  void whatIsNotThereIsNamedWithTheHost() {
    refuses("fs-9: there is no folder " + efs + "/fs-9 on host box", volume("fs-9", null, null));
    refuses(
        "fs-1: there is no folder " + efs + "/fs-1/nowhere on host box",
        volume("fs-1", "/nowhere", null));
    refuses(
        "fs-1 at the access point fsap-9: there is no folder " + efs + "/fs-1/fsap-9 on host box",
        volume("fs-1", null, "fsap-9"));
    String key = "arn:aws:s3:::bucket/none.env";
    refuses(key + ": there is no file " + s3 + "/bucket/none.env on host box", key);
    String folder = "arn:aws:s3:::bucket/deep";
    refuses(folder + ": there is no file " + s3 + "/bucket/deep on host box", folder);
  }

  @Test
  void nothingLeadsOut() throws Exception {
    Files.createSymbolicLink(efs.resolve("fs-1/out"), temporary);
    Files.createSymbolicLink(s3.resolve("bucket/out"), temporary);
    Files.createSymbolicLink(s3.resolve("bucket/out.env"), temporary.resolve("secret.env"));
    String base = efs + "/fs-1";
    refuses("fs-1: " + base + "/out leads out of " + base, volume("fs-1", "/out", null));
    refuses("fs-1: " + base + "/../fs-10 leads out of " + base, volume("fs-1", "/../fs-10", null));
    refuses("..: such a name has letters, digits and hyphens only", volume("..", null, null));
    refuses(
        "fs-1 at the access point ../fs-10: such a name has letters, digits and hyphens only",
        volume("fs-1", null, "../fs-10"));
    for (String key : new String[] {"out.env", "out/secret.env", "../../secret.env"}) {
      String arn = "arn:aws:s3:::bucket/" + key;
      refuses(arn + ": " + s3 + "/bucket/" + key + " leads out of " + s3 + "/bucket", arn);
    }
    String parent = "arn:aws:s3:::../secret.env";
    refuses(parent + ": the ARN of an object is arn:aws:s3:::bucket/key", parent);
  }

  @Test
  void anObjectIsAFile() throws Exception {
    byte[] content = "A=b".getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(content, folders.object("arn:aws:s3:::bucket/deep/a.env"));
    Files.write(s3.resolve("bucket/large.env"), new byte[(1 << 20) + 1]);
    String large = "arn:aws:s3:::bucket/large.env";
    refuses(large + ": it has more than 1048576 bytes", large);
  }

  @Test
  void aHostWithoutThemSaysWhichOptionIsMissing() {
    folders = Folders.none("box");
    refuses(
        "fs-1: host box has no file systems; give its agent the option --efs-folder",
        volume("fs-1", null, null));
    String arn = "arn:aws:s3:::bucket/a.env";
    refuses(arn + ": host box has no objects of S3; give its agent the option --s3-folder", arn);
  }
}
