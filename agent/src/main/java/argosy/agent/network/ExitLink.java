package argosy.agent.network;

import argosy.wire.vpc.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The link between a VPC's namespace and its host's, by which packets leave and come. The VPC's
/// end translates addresses; the host's hides them behind its own from everybody who can't answer
/// to them.
final class ExitLink {
  private static final Logger LOG = LoggerFactory.getLogger(ExitLink.class);

  /// The host's end as next hop: an address that is never in a packet (RFC 7600).
  private static final String NEXT = "192.0.0.8";

  private static final String HOST_MAC = "02:fc:00:00:00:01";
  private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");

  private final Namespace host;
  private final Namespace vpc;
  private final String link;
  private final String table;

  ExitLink(Namespace host, Namespace vpc, String vpcId) {
    this.host = host;
    this.vpc = vpc;
    this.link = LinkNames.ofExit(vpcId);
    this.table = "ip argosy_" + link;
  }

  /// Makes it what it should be, whatever it was.
  void become(Exit wanted, int mtu) throws IOException {
    boolean there = Plug.hasLink(vpc, LinkNames.OUT);
    if (!wanted.open()) {
      if (there) {
        close();
      }
      return;
    }
    if (!there) {
      open(wanted, mtu);
    }
    var lines = new ArrayList<String>();
    var gone = new ArrayList<String>();
    Set<Ipv4> found = found();
    SortedSet<Ipv4> addresses = wanted.addresses();
    addresses.forEach(address -> lines.add("route replace " + route(wanted, address)));
    found.stream()
        .filter(address -> !addresses.contains(address))
        .forEach(address -> gone.add("route delete " + address + "/32 dev " + link));
    Programs.ip(host, lines);
    Programs.ipRemove(host, gone);
    Programs.nft(host, hiding(addresses));
  }

  private void open(Exit wanted, int mtu) throws IOException {
    Programs.ipRemove(host, List.of("link delete " + link));
    Programs.ip(
        vpc,
        List.of(
            "link add "
                + LinkNames.OUT
                + " address "
                + LinkNames.ROUTER_MAC
                + " mtu "
                + mtu
                + " type veth peer name "
                + link
                + " address "
                + HOST_MAC
                + " mtu "
                + mtu
                + " netns "
                + host,
            "link set " + LinkNames.OUT + " up",
            "addr replace " + wanted.transit() + "/32 dev " + LinkNames.OUT,
            "neigh replace "
                + NEXT
                + " lladdr "
                + HOST_MAC
                + " dev "
                + LinkNames.OUT
                + " nud permanent"));
    Programs.ip(
        host,
        List.of(
            "link set " + link + " addrgenmode none up",
            "neigh replace "
                + wanted.transit()
                + " lladdr "
                + LinkNames.ROUTER_MAC
                + " dev "
                + link
                + " nud permanent"));
    Programs.ip(
        vpc, List.of("route replace default via " + NEXT + " dev " + LinkNames.OUT + " onlink"));
    InNamespace.call(
        host,
        () -> {
          if (!Files.readString(FORWARDING).strip().equals("1")) {
            Files.writeString(FORWARDING, "1");
          }
          return true;
        });
    letThrough();
  }

  private String route(Exit wanted, Ipv4 address) {
    return address.equals(wanted.transit())
        ? address + "/32 dev " + link
        : address + "/32 via " + wanted.transit() + " dev " + link + " onlink";
  }

  private Set<Ipv4> found() throws IOException {
    var found = new TreeSet<Ipv4>();
    String said = Programs.ask(host, List.of("ip", "-json", "route", "show", "dev", link));
    for (JsonNode route : FoundPaths.list(said)) {
      found.add(Ipv4.of(route.path("dst").asString("")));
    }
    return found;
  }

  /// Other VPCs of the host see the addresses as they are.
  private String hiding(SortedSet<Ipv4> addresses) {
    String list = addresses.stream().map(Ipv4::toString).collect(Collectors.joining(", "));
    return "table "
        + table
        + "\ndelete table "
        + table
        + "\ntable "
        + table
        + " {\n"
        + "chain leave { type nat hook postrouting priority srcnat; policy accept;\n"
        + "oifname != \""
        + LinkNames.EXITS
        + "*\" ip saddr { "
        + list
        + " } masquerade\n}\n}\n";
  }

  /// Docker Engine drops what is forwarded and isn't its own; our rules come before.
  private void letThrough() throws IOException {
    for (String end : List.of("-i", "-o")) {
      try {
        Programs.ask(host, forwarding("-C", end));
      } catch (IOException _) {
        Programs.ask(host, forwarding("-I", end));
      }
    }
  }

  private List<String> forwarding(String how, String end) {
    return List.of(
        "iptables",
        "-w",
        "5",
        how,
        "FORWARD",
        end,
        link,
        "!",
        "-d",
        "169.254.0.0/16",
        "-m",
        "comment",
        "--comment",
        "argosy",
        "-j",
        "ACCEPT");
  }

  /// Takes it away; none there is not an error.
  void close() throws IOException {
    Programs.ipRemove(vpc, List.of("link delete " + LinkNames.OUT));
    Programs.ipRemove(host, List.of("link delete " + link));
    Programs.nft(host, "table " + table + "\ndelete table " + table + "\n");
    for (String end : List.of("-i", "-o")) {
      try {
        Programs.ask(host, forwarding("-D", end));
      } catch (IOException e) {
        LOG.debug("no rule to take away: {}", e.getMessage());
      }
    }
  }
}
