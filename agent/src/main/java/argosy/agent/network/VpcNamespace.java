package argosy.agent.network;

import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The namespace of a VPC on a host: makes it, finds out what is in it, changes it, removes it.
final class VpcNamespace {
  /// Not VXLAN's own, 4789: Docker Swarm and others on the host have that.
  static final int PORT = 14_789;

  /// What VXLAN adds to a packet.
  private static final int VXLAN_BYTES = 50;

  /// As within AWS's VPCs.
  private static final int MTU_MAX = 9_001;

  private static final int ETHERNET_MTU = 1_500;

  /// Of devices that come: rp_filter drops at the door what comes from a false address; redirects
  /// would tell tasks ways around the router.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ipv4/ip_forward", "1",
          "ipv4/conf/all/rp_filter", "0",
          "ipv4/conf/default/rp_filter", "1",
          "ipv4/conf/all/send_redirects", "0",
          "ipv4/conf/default/send_redirects", "0",
          "ipv4/conf/all/accept_redirects", "0",
          "ipv4/conf/default/accept_redirects", "0");

  /// In this order: devices that have no address, and take none from others, may carry packets.
  private static final List<String> SETTINGS6 =
      List.of(
          "all/addr_gen_mode 1",
          "default/addr_gen_mode 1",
          "default/accept_ra 0",
          "default/autoconf 0",
          "default/accept_redirects 0",
          "all/forwarding 1",
          "all/disable_ipv6 0",
          "default/disable_ipv6 0");

  private final FabricHost host;
  private final Namespace namespace;
  private final ExitLink exit;

  VpcNamespace(FabricHost host, String vpcId) {
    this.host = host;
    this.namespace = new NamedNamespaces(host.name()).ofVpc(vpcId);
    this.exit = new ExitLink(host.namespace(), namespace, vpcId);
  }

  /// Makes what isn't there yet. Afterwards nothing leads anywhere that didn't before.
  void open(VpcView view) throws IOException {
    NamedNamespaces.make(namespace);
    InNamespace.call(
        namespace,
        () -> {
          for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            Settings.set(setting.getKey(), setting.getValue());
          }
          if (KernelIpv6.isThere()) {
            for (String setting : SETTINGS6) {
              String[] pair = setting.split(" ", 2);
              Settings.set("ipv6/conf/" + pair[0], pair[1]);
            }
          }
          return true;
        });
    Programs.ip(
        namespace,
        List.of(
            "link set lo up",
            "addr replace " + RouterRules.METADATA + "/32 dev lo",
            "addr replace " + view.resolver() + "/32 dev lo"));
    if (!leadsToOthers(view.vni())) {
      Programs.ipRemove(namespace, List.of("link delete " + LinkNames.OTHERS));
      Programs.ip(host.namespace(), List.of(others(view.vni())));
    }
    Programs.ip(
        namespace,
        List.of(
            "link set "
                + LinkNames.OTHERS
                + " address "
                + LinkNames.macOf(host.underlay())
                + " mtu "
                + mtu()
                + " up"));
    // Its packets were looked at where they were sent, and come from wherever those senders may.
    InNamespace.call(
        namespace, () -> Settings.set("ipv4/conf/" + LinkNames.OTHERS + "/rp_filter", "0"));
  }

  private String others(int vni) {
    return "link add "
        + LinkNames.OTHERS
        + " netns "
        + namespace
        + " type vxlan id "
        + vni
        + " local "
        + host.underlay()
        + " dstport "
        + PORT
        + " nolearning";
  }

  private boolean leadsToOthers(int vni) throws IOException {
    for (JsonNode link : links()) {
      JsonNode vxlan = link.path("linkinfo").path("info_data");
      if (link.path("ifname").asString("").equals(LinkNames.OTHERS)) {
        return vxlan.path("id").asInt(-1) == vni
            && vxlan.path("local").asString("").equals(host.underlay().toString())
            && vxlan.path("port").asInt(-1) == PORT;
      }
    }
    return false;
  }

  private JsonNode links() throws IOException {
    return FoundPaths.list(
        Programs.ask(namespace, List.of("ip", "-json", "-details", "link", "show")));
  }

  /// The links of the interfaces that are plugged in.
  List<String> interfaces() throws IOException {
    var found = new ArrayList<String>();
    for (JsonNode link : links()) {
      String name = link.path("ifname").asString("");
      if (name.startsWith("e")) {
        found.add(name);
      }
    }
    return found;
  }

  /// The paths that are there.
  Paths paths() throws IOException {
    Map<Family, String> routes = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      if (family == Family.IPV4 || KernelIpv6.isThere()) {
        routes.put(family, FoundPaths.routes(namespace, family));
      }
    }
    return FoundPaths.of(
        routes,
        Programs.ask(
            namespace,
            List.of("ip", "-json", "neigh", "show", "dev", LinkNames.OTHERS, "nud", "permanent")));
  }

  /// What may be sent first, then where it goes.
  void change(Share before, Share wanted) throws IOException {
    Programs.nft(namespace, before.rules().to(wanted.rules()));
    if (!before.exit().equals(wanted.exit())) {
      exit.become(wanted.exit(), mtu());
    }
    change(before.paths(), wanted.paths());
  }

  /// Whatever the rules were, at once.
  void replace(Paths before, Share wanted) throws IOException {
    Programs.nft(namespace, wanted.rules().whole());
    exit.become(wanted.exit(), mtu());
    change(before, wanted.paths());
  }

  private void change(Paths before, Paths wanted) throws IOException {
    Paths.Change change = before.to(wanted);
    Programs.bridge(namespace, change.bridge());
    Programs.ip(namespace, change.ip());
    Programs.ipRemove(namespace, change.ipRemoved());
    Programs.bridgeRemove(namespace, change.bridgeRemoved());
  }

  /// Lets those that may send what isn't theirs do so, and nobody else.
  void check(List<VpcInterface> here) throws IOException {
    if (here.isEmpty()) {
      return;
    }
    InNamespace.call(
        namespace,
        () -> {
          for (VpcInterface each : here) {
            String setting = "ipv4/conf/" + LinkNames.ofInterface(each.id()) + "/rp_filter";
            if (Settings.has(setting)) {
              Settings.set(setting, each.sourceDestCheck() ? "1" : "0");
            }
          }
          return true;
        });
  }

  /// Bytes of a packet on every link of the VPC: what fits between hosts.
  int mtu() throws IOException {
    int between =
        InNamespace.call(
            host.namespace(),
            () -> {
              InetAddress address = InetAddress.getByName(host.underlay().toString());
              NetworkInterface link = NetworkInterface.getByInetAddress(address);
              return link == null ? ETHERNET_MTU : link.getMTU();
            });
    return Math.min(between - VXLAN_BYTES, MTU_MAX);
  }

  /// Its links go first, because the kernel takes its time with those of a namespace that ends.
  void remove() throws IOException {
    if (NamedNamespaces.isThere(namespace)) {
      var gone = new ArrayList<String>();
      interfaces().forEach(link -> gone.add("link delete " + link));
      gone.add("link delete " + LinkNames.OTHERS);
      if (Plug.hasLink(namespace, LinkNames.OUT)) {
        exit.close();
      }
      Programs.ipRemove(namespace, gone);
    }
    NamedNamespaces.remove(namespace);
  }

  Namespace namespace() {
    return namespace;
  }
}
