package argosy.server;

import argosy.agent.HostNetwork;
import argosy.agent.network.FabricHost;
import argosy.agent.network.LinuxFabric;
import argosy.agent.network.Namespace;
import argosy.agent.resolver.HostResolvers;
import argosy.agent.vpc.Doors;
import argosy.agent.vpc.VpcNetwork;
import argosy.wire.vpc.Ipv4;
import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The network that a host's tasks are in, if the host can have one.
final class Networks {
  private static final Logger LOG = LoggerFactory.getLogger(Networks.class);
  private static final List<String> PROGRAMS =
      List.of("ip", "bridge", "nft", "iptables", "nsenter");
  private static final Ipv4 LOOPBACK = Ipv4.of("127.0.0.1");

  private static final Path RESOLVERS = Path.of("/etc/resolv.conf");

  /// What a machine shares with nobody.
  private static final int ALONE = 32;

  private Networks() {}

  /// @param folder of the agent
  /// @param underlay the host's address on the network between hosts
  static HostNetwork of(Path folder, String region, Doors doors, Ipv4 underlay) throws IOException {
    Optional<String> lack = lack();
    if (lack.isPresent()) {
      LOG.warn("tasks in network mode awsvpc can't run here: {}", lack.get());
      return HostNetwork.NONE;
    }
    var host = new FabricHost(name(folder), Namespace.OWN, underlay);
    return new VpcNetwork(
        new LinuxFabric(host), host, doors, new VpcNetwork.Names(region, others(host)));
  }

  /// Those that this machine asks itself.
  private static HostResolvers others(FabricHost host) throws IOException {
    List<String> lines = Files.exists(RESOLVERS) ? Files.readAllLines(RESOLVERS) : List.of();
    return new HostResolvers(
        host.namespace(), HostResolvers.in(lines.stream()), new SecureRandom());
  }

  /// The same for all agents of a folder.
  private static String name(Path folder) {
    return HexFormat.of().toHexDigits(folder.toString().hashCode());
  }

  /// Why this machine can't have one.
  static Optional<String> lack() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("only root makes networks");
    }
    return PROGRAMS.stream()
        .filter(program -> !isHere(program))
        .findFirst()
        .map(program -> "the program " + program + " isn't here");
  }

  private static boolean isHere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// This machine's address on the network between hosts: its first one that others may know.
  static Ipv4 underlay() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(link -> !link.getName().startsWith("docker") && !link.getName().startsWith("br-"))
        .filter(Networks::isUp)
        .flatMap(link -> link.getInterfaceAddresses().stream())
        .filter(it -> it.getNetworkPrefixLength() < ALONE)
        .map(InterfaceAddress::getAddress)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .findFirst()
        .map(address -> Ipv4.of(address.getHostAddress()))
        .orElse(LOOPBACK);
  }

  private static boolean isUp(NetworkInterface link) {
    try {
      return link.isUp() && !link.isLoopback();
    } catch (IOException e) {
      return false;
    }
  }
}
