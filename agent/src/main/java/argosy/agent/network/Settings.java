package argosy.agent.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The kernel's settings of networks, those of this thread's namespace.
final class Settings {
  private static final Path FOLDER = Path.of("/proc/sys/net");

  private Settings() {}

  static boolean has(String name) {
    return Files.exists(FOLDER.resolve(name));
  }

  static boolean set(String name, String value) throws IOException {
    Files.writeString(FOLDER.resolve(name), value);
    return true;
  }

  /// Opens a link of this namespace to IPv6, whatever is usual here, and to nothing that others on
  /// it say about it.
  static boolean openToIpv6(String link) throws IOException {
    String folder = "ipv6/conf/" + link + "/";
    return set(folder + "accept_ra", "0")
        && set(folder + "autoconf", "0")
        && set(folder + "accept_redirects", "0")
        && set(folder + "disable_ipv6", "0");
  }
}
