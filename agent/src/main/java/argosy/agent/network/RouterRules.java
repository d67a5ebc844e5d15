package argosy.agent.network;

import argosy.agent.network.Ruleset.Chain;
import argosy.agent.network.Ruleset.Elements;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcGroup;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import argosy.wire.vpc.VpcSubnet.AclEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the rules of a VPC mean for one host: security groups, network ACLs, and that nobody sends
/// under another's address.
///
/// A packet passes what its sender may send on the sender's host, and what its receiver takes on
/// the receiver's. On its way, in this order: `sent` (is the sender who it says?), the subnets'
/// ACLs, which keep no state, whether it belongs to what was let through before, the sender's
/// groups (`leave`), the receiver's (`arrive`). What nobody let through is dropped.
final class RouterRules {
  /// Where tasks ask about themselves.
  static final String METADATA = "169.254.170.2";

  private static final String LINK_LOCAL = "169.254.0.0/16";
  private static final String OTHERS = "\"" + LinkNames.OTHERS + "\"";
  private static final String OUT = "\"" + LinkNames.OUT + "\"";

  private final VpcView view;
  private final Set<Family> families;
  private final List<VpcInterface> here;
  private final SortedMap<String, Elements> sets = new TreeMap<>();
  private final SortedMap<String, Chain> chains = new TreeMap<>();

  private RouterRules(VpcView view, Ipv4 host) {
    this.view = view;
    this.families = Family.of(view);
    this.here = view.interfaces().stream().filter(each -> each.on(host)).toList();
  }

  static Ruleset of(VpcView view, Ipv4 host) {
    var rules = new RouterRules(view, host);
    rules.senders();
    rules.groups();
    boolean filtered = rules.acls();
    rules.exits(Exit.of(view, host));
    rules.forward(filtered);
    rules.input();
    return new Ruleset(rules.sets, rules.chains);
  }

  /// Before connections are tracked, so that what is false leaves no trace.
  private void senders() {
    var rules = new ArrayList<String>();
    for (Family family : families) {
      String set = family.set("own");
      set(set, "ifname . ether_addr . " + family.type(), own(family));
      rules.add("iifname . ether saddr . " + family.header() + " saddr @" + set + " accept");
    }
    Map<String, String> free = new HashMap<>();
    here.stream().filter(each -> !each.sourceDestCheck()).forEach(each -> free.put(link(each), ""));
    rules.add("iifname { " + OTHERS + ", " + OUT + ", \"lo\" } accept");
    if (!free.isEmpty()) {
      set("free", "ifname", free);
      rules.add("iifname @free accept");
    }
    rules.add("drop");
    hooked("sent", "type filter hook prerouting priority raw; policy accept;", rules);
  }

  private Map<String, String> own(Family family) {
    Map<String, String> own = new HashMap<>();
    here.stream()
        .filter(VpcInterface::sourceDestCheck)
        .forEach(each ->
            family
                .address(each)
                .ifPresent(
                    address -> own.put(link(each) + " . " + each.mac() + " . " + address, "")));
    return own;
  }

  private void groups() {
    Set<String> known =
        view.groups().stream().map(VpcGroup::id).collect(Collectors.toUnmodifiableSet());
    Map<String, String> leave = new HashMap<>();
    Map<String, String> arrive = new HashMap<>();
    var referred = new TreeSet<String>();
    for (VpcInterface each : here) {
      var ids = new TreeSet<>(each.groups());
      ids.retainAll(known);
      if (ids.isEmpty()) {
        continue; // nothing lets anything through
      }
      view.groups().stream()
          .filter(group -> ids.contains(group.id()))
          .forEach(group -> group(group, referred));
      leave.put(link(each), "jump " + together("leave", ids));
      arrive.put(link(each), "jump " + together("arrive", ids));
    }
    map("leave_by", "ifname : verdict", leave);
    map("arrive_by", "ifname : verdict", arrive);
    families.forEach(family -> members(family, referred));
  }

  private void members(Family family, Set<String> referred) {
    Map<String, Map<String, String>> members = new HashMap<>();
    referred.forEach(group -> members.put(group, new HashMap<>()));
    for (VpcInterface each : view.interfaces()) {
      for (String group : each.groups()) {
        Map<String, String> of = members.get(group);
        if (of != null) {
          family.address(each).ifPresent(address -> of.put(address, ""));
        }
      }
    }
    members.forEach((group, addresses) -> set(memberSet(family, group), family.type(), addresses));
  }

  private void group(VpcGroup group, Set<String> referred) {
    if (chains.containsKey(named("leave", group.id()))) {
      return;
    }
    Stream.concat(group.ingress().stream(), group.egress().stream())
        .map(VpcGroup.Rule::group)
        .forEach(id -> {
          if (id != null) {
            referred.add(id);
          }
        });
    chain(
        named("leave", group.id()),
        group.egress().stream().flatMap(rule -> lines(rule, "daddr", "goto arrive")).toList());
    chain(
        named("arrive", group.id()),
        group.ingress().stream().flatMap(rule -> lines(rule, "saddr", "accept")).toList());
  }

  /// What a rule lets through, of each family that it is about.
  private Stream<String> lines(VpcGroup.Rule rule, String end, String verdict) {
    return families.stream()
        .filter(family -> family.carries(rule.traffic()))
        .flatMap(family -> peer(family, rule, end).stream())
        .map(peer -> peer + Match.traffic(rule.traffic()) + verdict);
  }

  private static Optional<String> peer(Family family, VpcGroup.Rule rule, String end) {
    String group = rule.group();
    return group != null
        ? Optional.of(family.header() + " " + end + " @" + memberSet(family, group) + " ")
        : family.range(rule.range(), rule.range6()).map(range -> Match.range(family, end, range));
  }

  /// The chain of all the groups that an interface has; those with the same ones share it.
  private String together(String what, SortedSet<String> groups) {
    if (groups.size() == 1) {
      return named(what, groups.first());
    }
    String name = what + "_all_" + LinkNames.hash(String.join(" ", groups));
    chain(name, groups.stream().map(group -> "jump " + named(what, group)).toList());
    return name;
  }

  /// @return whether anything is filtered
  private boolean acls() {
    Map<String, String> from = new HashMap<>();
    Map<String, String> to = new HashMap<>();
    Map<String, VpcSubnet> subnets = new HashMap<>();
    view.subnets().forEach(subnet -> subnets.put(subnet.id(), subnet));
    for (VpcInterface each : here) {
      VpcSubnet subnet = subnets.get(each.subnet());
      if (subnet == null) {
        continue;
      }
      if (filters(subnet, true)) {
        from.put(link(each), "jump " + named("acl_from", subnet.id()));
        acl(subnet, true);
      }
      if (filters(subnet, false)) {
        to.put(link(each), "jump " + named("acl_to", subnet.id()));
        acl(subnet, false);
      }
    }
    if (from.isEmpty() && to.isEmpty()) {
      return false;
    }
    map("acl_from_by", "ifname : verdict", from);
    map("acl_to_by", "ifname : verdict", to);
    return true;
  }

  /// Whether an ACL does more than to let everything through at once, as most do.
  private boolean filters(VpcSubnet subnet, boolean egress) {
    return !subnet.acl().isEmpty()
        && !families.stream().allMatch(family -> passesAll(family, inOrder(subnet, egress)));
  }

  private static boolean passesAll(Family family, List<AclEntry> entries) {
    return entries.stream()
        .filter(entry -> range(family, entry).isPresent())
        .findFirst()
        .filter(entry -> entry.allow() && entry.traffic().everything())
        .flatMap(entry -> range(family, entry))
        .filter(family.anywhere::equals)
        .isPresent();
  }

  private static Optional<String> range(Family family, AclEntry entry) {
    return family.range(entry.range(), entry.range6());
  }

  private static List<AclEntry> inOrder(VpcSubnet subnet, boolean egress) {
    return subnet.acl().stream()
        .filter(entry -> entry.egress() == egress)
        .sorted(Comparator.comparingInt(AclEntry::number))
        .toList();
  }

  private void acl(VpcSubnet subnet, boolean egress) {
    String end = egress ? "daddr" : "saddr";
    var rules = new ArrayList<String>();
    for (Family family : families) {
      family
          .range(subnet.range(), subnet.range6())
          .ifPresent(own -> rules.add(Match.range(family, end, own) + "return"));
    }
    for (AclEntry entry : inOrder(subnet, egress)) {
      String rest = Match.traffic(entry.traffic()) + (entry.allow() ? "return" : "drop");
      families.stream()
          .filter(family -> family.carries(entry.traffic()))
          .flatMap(
              family -> range(family, entry).map(range -> Match.range(family, end, range)).stream())
          .forEach(range -> rules.add(range + rest));
    }
    rules.add("drop");
    chain(named(egress ? "acl_from" : "acl_to", subnet.id()), rules);
  }

  /// Who may leave, and under which address; who is meant by what comes.
  private void exits(Exit exit) {
    Map<String, String> outward = new HashMap<>();
    exit.outward().forEach(link -> outward.put("\"" + link + "\"", ""));
    set("outward", "ifname", outward);
    Map<String, String> own = new HashMap<>();
    Map<String, String> translated = new HashMap<>();
    exit.publics()
        .forEach((outside, inside) -> {
          own.put(outside.toString(), inside.toString());
          translated.put(inside.toString(), outside.toString());
        });
    map("public_to_own", "ipv4_addr : ipv4_addr", own);
    map("own_to_public", "ipv4_addr : ipv4_addr", translated);
    hooked(
        "come",
        "type nat hook prerouting priority dstnat; policy accept;",
        List.of("iifname " + OUT + " dnat ip to ip daddr map @public_to_own"));
    var rules = new ArrayList<String>();
    rules.add("oifname " + OUT + " snat ip to ip saddr map @own_to_public");
    exit.gateways()
        .forEach((range, gateway) ->
            rules.add("oifname " + OUT + " ip saddr " + range + " snat ip to " + gateway));
    hooked("go", "type nat hook postrouting priority srcnat; policy accept;", rules);
  }

  private void forward(boolean filtered) {
    var rules = new ArrayList<String>();
    if (filtered) {
      rules.add("iifname vmap @acl_from_by");
      rules.add("oifname vmap @acl_to_by");
    }
    rules.add("ct state established,related accept");
    rules.add("ct state invalid drop");
    rules.add("ip daddr " + LINK_LOCAL + " drop");
    rules.add("iifname " + OTHERS + " oifname { " + OTHERS + ", " + OUT + " } drop");
    rules.add("iifname " + OTHERS + " goto arrive");
    rules.add("iifname " + OUT + " ct status dnat goto arrive");
    rules.add("iifname vmap @leave_by");
    hooked("forward", "type filter hook forward priority filter; policy drop;", rules);
    chain(
        "arrive",
        List.of(
            "oifname " + OTHERS + " accept",
            "oifname " + OUT + " udp dport " + VpcNamespace.PORT + " drop", // see HostGuard
            "oifname " + OUT + " iifname @outward accept",
            "oifname vmap @arrive_by",
            "drop"));
  }

  /// What tasks ask of the router itself; groups say nothing about it, as with AWS.
  private void input() {
    String resolver = view.resolver().toString();
    hooked(
        "input",
        "type filter hook input priority filter; policy drop;",
        List.of(
            "iifname \"lo\" accept",
            "ct state established,related accept",
            "iifname { " + OTHERS + ", " + OUT + " } drop",
            "ip daddr " + METADATA + " tcp dport 80 accept",
            "ip daddr " + resolver + " udp dport 53 accept",
            "ip daddr " + resolver + " tcp dport 53 accept"));
  }

  private void chain(String name, List<String> rules) {
    chains.put(name, Chain.of(rules));
  }

  private void hooked(String name, String hook, List<String> rules) {
    chains.put(name, new Chain(hook, rules));
  }

  private void set(String name, String type, Map<String, String> members) {
    sets.put(name, new Elements(Elements.SET, type, members));
  }

  private void map(String name, String type, Map<String, String> members) {
    sets.put(name, new Elements(Elements.MAP, type, members));
  }

  private static String link(VpcInterface each) {
    return "\"" + LinkNames.ofInterface(each.id()) + "\"";
  }

  private static String memberSet(Family family, String group) {
    return named(family.set("members"), group);
  }

  private static String named(String what, String id) {
    return what + "_" + id.replace('-', '_');
  }
}
