package argosy.server.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// The network between the hosts of a data folder and this machine: a bridge, at whose first
/// address the server listens. Hosts leave by it as this machine, so that they reach registries.
///
/// @param bridge its name
/// @param range the first three bytes of its addresses, of which it has 256
record Underlay(String bridge, String range) {
  private static final String FILE = "underlay";

  /// Private (RFC 1918), and neither Docker's nor a VPC's by default.
  private static final String RANGES = "10.214.";

  private static final int RANGES_MAX = 256;

  /// The one of a data folder: the range that it had before, else one that nobody uses here.
  static Underlay of(Path folder, String id) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      Files.writeString(file, free(Commands.run("ip -4 -o addr show")));
    }
    return new Underlay("argosy" + id, Files.readString(file).strip());
  }

  private static String free(String taken) throws IOException {
    return IntStream.range(0, RANGES_MAX)
        .mapToObj(n -> RANGES + n + ".")
        .filter(range -> !taken.contains(range))
        .findFirst()
        .orElseThrow(() -> new IOException("no range of 10.214.0.0/16 is free for local hosts"));
  }

  /// Where the server listens for its hosts.
  String server() {
    return range + 1;
  }

  /// @param number of the host, from 1
  String host(int number) {
    return range + (10 + number);
  }

  /// Makes what isn't there.
  void make() throws IOException {
    if (!Commands.succeeds("ip link show " + bridge)) {
      Commands.run("ip link add " + bridge + " type bridge");
    }
    Commands.run("ip address replace " + server() + "/24 dev " + bridge);
    Commands.run("ip link set " + bridge + " up");
    Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    for (String rule : rules().reversed()) {
      if (!Commands.succeeds(rule.formatted("-C"))) {
        Commands.run(rule.formatted("-I"));
      }
    }
  }

  void remove() throws IOException {
    for (String rule : rules()) {
      while (Commands.succeeds(rule.formatted("-D"))) {
        // however often it is there
      }
    }
    Commands.succeeds("ip link delete " + bridge);
  }

  /// In their order. Docker Engine drops what is forwarded and isn't its own; ours come before.
  private List<String> rules() {
    return List.of(
        "iptables -w 5 %s FORWARD -i " + bridge + " -d 169.254.0.0/16 -j DROP",
        "iptables -w 5 %s FORWARD -i " + bridge + " -j ACCEPT",
        "iptables -w 5 %s FORWARD -o "
            + bridge
            + " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "iptables -w 5 -t nat %s POSTROUTING -s "
            + range
            + "0/24 ! -o "
            + bridge
            + " -j MASQUERADE");
  }
}
