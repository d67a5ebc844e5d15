package argosy.agent.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argosy.wire.vpc.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A few hosts on a network of their own: namespaces, with a bridge between them in one more. It
/// has no way to this machine's own network, so no packet of a test leaves the machine.
final class Lab implements AutoCloseable {
  private static final String UNDERLAY = "100.127.0.";

  /// An address outside of all VPCs, which every host reaches.
  static final String WORLD = "100.127.0.254";

  final Namespace between;
  final List<Namespace> namespaces = new ArrayList<>();
  final List<LinuxFabric> fabrics = new ArrayList<>();
  private final List<FabricHost> hosts = new ArrayList<>();

  private Lab() {
    between = named("between");
  }

  static Lab of(int hosts) throws IOException {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "only root makes network namespaces");
    assumeTrue(Stream.of("ip", "bridge", "nft").allMatch(Lab::has), "needs ip, bridge and nft");
    var lab = new Lab();
    try {
      NamedNamespaces.make(lab.between);
      Programs.ip(
          lab.between,
          List.of(
              "link add br0 mtu 1500 type bridge",
              "link set br0 up",
              "addr add " + WORLD + "/24 dev br0"));
      for (int i = 0; i < hosts; i++) {
        lab.addHost(i);
      }
      return lab;
    } catch (IOException e) {
      lab.close();
      throw e;
    }
  }

  private void addHost(int i) throws IOException {
    Namespace namespace = named("h" + i);
    namespaces.add(namespace);
    NamedNamespaces.make(namespace);
    Programs.ip(
        between,
        List.of(
            "link add h" + i + " type veth peer name eth0 netns " + namespace,
            "link set h" + i + " master br0 up"));
    Programs.ip(
        namespace,
        List.of(
            "link set lo up",
            "link set eth0 up",
            "addr add " + address(i) + "/24 dev eth0",
            "route add default via " + WORLD));
    hosts.add(new FabricHost(hostName(i), namespace, address(i)));
    fabrics.add(new LinuxFabric(hosts.get(i)));
  }

  /// Another agent of a host, after the first one's death.
  LinuxFabric restart(int host) {
    fabrics.set(host, new LinuxFabric(hosts.get(host)));
    return fabrics.get(host);
  }

  Ipv4 address(int host) {
    return Ipv4.of(UNDERLAY + (host + 1));
  }

  static String hostName(int host) {
    return "lab" + ProcessHandle.current().pid() + "h" + host;
  }

  /// All files in the folder of namespaces that a lab of this process has made.
  static List<String> left() throws IOException {
    if (!Files.isDirectory(NamedNamespaces.FOLDER)) {
      return List.of();
    }
    try (var files = Files.list(NamedNamespaces.FOLDER)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.contains("lab" + ProcessHandle.current().pid()))
          .sorted()
          .toList();
    }
  }

  private static Namespace named(String name) {
    String file = "lab" + ProcessHandle.current().pid() + "-" + name;
    return new Namespace(NamedNamespaces.FOLDER.resolve(file));
  }

  private static boolean has(String program) {
    return Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Override
  public void close() throws IOException {
    for (LinuxFabric fabric : fabrics) {
      fabric.close();
    }
    for (Namespace namespace : namespaces) {
      NamedNamespaces.remove(namespace);
    }
    NamedNamespaces.remove(between);
  }
}
