package argosy.server.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The two namespaces of a host, of its network and of its mounts. Files stand for them, so that
/// they stay when no process is in them.
///
/// @param id of the host, among all of the machine
record Spaces(String id) {
  private static final Path FOLDER = Path.of("/run/argosy/spaces");

  /// What the first process in a host does: its own folder of named namespaces, and no hold on
  /// those of others, of which any may end meanwhile.
  private static final String BEGIN =
      """
      umount -l %s
      awk '$2 ~ "^/run/netns/" { print $2 }' /proc/mounts | xargs -r -n 1 umount -l || true
      mkdir -p /run/netns
      mount -t tmpfs -o mode=755 argosy /run/netns
      ip link set lo up
      """
          .formatted(FOLDER);

  private Path net() {
    return FOLDER.resolve(id + ".net");
  }

  private Path mount() {
    return FOLDER.resolve(id + ".mount");
  }

  /// Words in front of a command that is to run in the host.
  List<String> into() {
    return List.of("nsenter", "--net=" + net(), "--mount=" + mount());
  }

  /// A path by which `ip` knows the network.
  String network() {
    return net().toString();
  }

  boolean areThere() throws IOException {
    return isOpen(net()) && isOpen(mount());
  }

  private static boolean isOpen(Path file) throws IOException {
    return Files.exists(file) && Commands.succeeds("mountpoint -q " + file);
  }

  /// Makes the folder of all of them; a namespace of mounts can have its file only where no other
  /// namespace sees it.
  static void prepare() throws IOException {
    Files.createDirectories(FOLDER);
    if (!Commands.succeeds("mountpoint -q " + FOLDER)) {
      Commands.run("mount --bind " + FOLDER + " " + FOLDER);
      Commands.run("mount --make-private " + FOLDER);
    }
  }

  /// Makes them; nothing leads anywhere yet.
  void make() throws IOException {
    remove();
    Files.createFile(net());
    Files.createFile(mount());
    Commands.run(
        List.of(
            "unshare",
            "--net=" + net(),
            "--mount=" + mount(),
            "--propagation",
            "slave",
            "sh",
            "-ec",
            BEGIN));
  }

  /// Which mount namespace it is, as `/proc` names it.
  String mounts() throws IOException {
    return Commands.run(List.of("nsenter", "--mount=" + mount(), "readlink", "/proc/self/ns/mnt"))
        .strip();
  }

  /// They end with the last process in them.
  void remove() throws IOException {
    for (Path file : List.of(net(), mount())) {
      if (isOpen(file)) {
        Commands.run("umount -l " + file);
      }
      Files.deleteIfExists(file);
    }
  }

  /// Removes the folder of all of them if nobody has any more.
  static void forget() throws IOException {
    if (Files.isDirectory(FOLDER) && isEmpty() && Commands.succeeds("umount " + FOLDER)) {
      Files.deleteIfExists(FOLDER);
    }
  }

  private static boolean isEmpty() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.findAny().isEmpty();
    }
  }
}
