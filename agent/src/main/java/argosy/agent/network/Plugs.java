package argosy.agent.network;

import argosy.agent.network.InterfaceSpec.Way;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The interfaces that this agent has plugged in, and where: an address of IPv6 comes and goes
/// while a task runs.
final class Plugs {
  private static final Logger LOG = LoggerFactory.getLogger(Plugs.class);

  private record Plugged(InterfaceSpec as, Namespace where) {}

  private record Key(Namespace vpc, String id) {}

  /// Who plugs one in adds it; only the fabric's owner changes it.
  private final Map<Key, Plugged> plugged = new ConcurrentHashMap<>();

  /// Plugs one in. One that is in as it should be stays untouched, one that lacks IPv6 gets it.
  void add(VpcNamespace vpc, InterfaceSpec wanted, Namespace where) throws IOException {
    List<Way> ways = wanted.ways();
    boolean there =
        Plug.hasLink(vpc.namespace(), LinkNames.ofInterface(wanted.id()))
            && Plug.isIn(wanted, ways.getFirst(), where);
    if (!there) {
      plugIn(vpc, wanted, where);
    } else if (ways.size() > 1 && !Plug.isIn(wanted, ways.getLast(), where)) {
      lead(vpc, wanted, where, List.of());
    }
    plugged.put(new Key(vpc.namespace(), wanted.id()), new Plugged(wanted, where));
  }

  private void plugIn(VpcNamespace vpc, InterfaceSpec wanted, Namespace where) throws IOException {
    remove(vpc.namespace(), wanted.id());
    try {
      lead(vpc, wanted, where, Plug.pair(wanted, where, vpc.mtu()));
      Carrier.await(vpc.namespace(), LinkNames.ofInterface(wanted.id()));
    } catch (IOException e) {
      remove(vpc.namespace(), wanted.id());
      throw e;
    }
  }

  /// Makes its ways.
  ///
  /// @param first lines that come before, in the VPC
  private static void lead(
      VpcNamespace vpc, InterfaceSpec wanted, Namespace where, List<String> first)
      throws IOException {
    if (!wanted.ofTask()) {
      refuseWhatIsTaken(wanted, where);
    }
    var there = new ArrayList<>(first);
    there.addAll(Plug.replace(Plug.inVpc(wanted)));
    Programs.ip(vpc.namespace(), there);
    if (wanted.address6() != null) {
      InNamespace.call(where, () -> Settings.openToIpv6(wanted.link()));
    }
    var here = new ArrayList<>(Plug.up(wanted));
    here.addAll(Plug.replace(Plug.inTask(wanted)));
    Programs.ip(where, here);
  }

  /// A task has nothing but its interface. A host has networks of its own, and mustn't lose them.
  private static void refuseWhatIsTaken(InterfaceSpec wanted, Namespace where) throws IOException {
    for (Way way : wanted.ways()) {
      String routes = FoundPaths.routes(where, way.family());
      Optional<String> taken = FoundPaths.inTheWay(routes, way.routes(), wanted.link());
      if (taken.isPresent()) {
        throw new IOException(
            wanted.vpcId() + " has addresses that are in use on this host: " + taken.get());
      }
    }
  }

  /// Makes those of a VPC what a newer view says that they are.
  void renew(VpcNamespace vpc, VpcView view, List<VpcInterface> here) {
    for (VpcInterface each : here) {
      Plugged now = plugged.get(new Key(vpc.namespace(), each.id()));
      if (now != null && !(now.as.ofTask() && Objects.equals(each.address6(), now.as.address6()))) {
        renew(vpc, now, now.as.in(view));
      }
    }
  }

  private void renew(VpcNamespace vpc, Plugged before, InterfaceSpec wanted) {
    InterfaceSpec was = before.as;
    try {
      // Where a process was that has ended, somebody else's may be now.
      if (!wanted.equals(was) && Plug.isIn(was, was.ways().getFirst(), before.where)) {
        remove(vpc.namespace(), Plug.inVpc(was), Plug.inVpc(wanted));
        remove(before.where, Plug.inTask(was), Plug.inTask(wanted));
        lead(vpc, wanted, before.where, List.of());
        plugged.replace(
            new Key(vpc.namespace(), was.id()), before, new Plugged(wanted, before.where));
      }
    } catch (IOException e) {
      LOG.warn("{} isn't what it should be by now: {}", was.id(), e.getMessage());
    }
  }

  private static void remove(Namespace in, List<String> before, List<String> wanted)
      throws IOException {
    List<String> gone = before.stream().filter(line -> !wanted.contains(line)).toList();
    Programs.ipRemove(in, Plug.delete(gone));
  }

  /// Unplugs one; none there is not an error.
  void remove(Namespace vpc, String id) throws IOException {
    plugged.remove(new Key(vpc, id));
    String link = LinkNames.ofInterface(id);
    if (NamedNamespaces.isThere(vpc) && Plug.hasLink(vpc, link)) {
      Programs.ipRemove(vpc, List.of("link delete " + link));
    }
  }

  /// Forgets all of a VPC but these.
  void keep(Namespace vpc, Set<String> ids) {
    plugged.keySet().removeIf(key -> key.vpc.equals(vpc) && !ids.contains(key.id));
  }
}
