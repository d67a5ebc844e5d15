package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Cidr6;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.Ipv6;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An interface as it is plugged in.
///
/// @param id `eni-…`
/// @param mac in lower case
/// @param gateway the router of its subnet
/// @param link what it is called where it is plugged in; at most 15 characters
/// @param routes what it leads to
/// @param address6 its address of IPv6, if it has one
/// @param routes6 what it leads to by IPv6; nothing without an address
public record InterfaceSpec(
    String vpcId,
    String id,
    Ipv4 address,
    String mac,
    Ipv4 gateway,
    String link,
    List<Cidr> routes,
    @Nullable Ipv6 address6,
    List<Cidr6> routes6) {

  public InterfaceSpec {
    routes = List.copyOf(routes);
    routes6 = address6 == null ? List.of() : List.copyOf(routes6);
  }

  /// The interface of a task: everything goes through it.
  public static InterfaceSpec ofTask(VpcView view, String interfaceId) {
    return of(view, interfaceId, "eth0", List.of(Cidr.ANYWHERE), List.of(Cidr6.ANYWHERE));
  }

  /// The interface of the host itself, through which its own programs reach the VPC. What else the
  /// host talks to goes where it went before.
  public static InterfaceSpec ofHost(VpcView view, String interfaceId) {
    List<Cidr6> ranges6 =
        view.subnets().stream().map(VpcSubnet::range6).filter(Objects::nonNull).sorted().toList();
    return of(view, interfaceId, LinkNames.ofHost(interfaceId), view.ranges(), ranges6);
  }

  private static InterfaceSpec of(
      VpcView view, String id, String link, List<Cidr> routes, List<Cidr6> routes6) {
    VpcInterface found =
        view.interfaces().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(view.vpcId() + " has no interface " + id));
    VpcSubnet subnet =
        view.subnets().stream()
            .filter(each -> each.id().equals(found.subnet()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(view.vpcId() + " has no subnet " + found.subnet()));
    return new InterfaceSpec(
        view.vpcId(),
        id,
        found.address(),
        found.mac(),
        subnet.gateway(),
        link,
        routes,
        found.address6(),
        routes6);
  }

  /// The interface as a newer view has it; as it is, if that hasn't got it.
  InterfaceSpec in(VpcView view) {
    boolean told =
        view.interfaces().stream()
            .filter(each -> each.id().equals(id))
            .anyMatch(each ->
                view.subnets().stream().anyMatch(subnet -> subnet.id().equals(each.subnet())));
    if (!told) {
      return this;
    }
    return ofTask() ? ofTask(view, id) : ofHost(view, id);
  }

  /// Whether everything goes through it, because it is a task's.
  boolean ofTask() {
    return routes.contains(Cidr.ANYWHERE);
  }

  /// How packets of a family go through it.
  ///
  /// @param router who is at its other end
  /// @param routes ranges that it leads to
  record Way(Family family, String address, String router, List<String> routes) {}

  List<Way> ways() {
    var ways = new ArrayList<Way>();
    ways.add(
        new Way(
            Family.IPV4,
            address.toString(),
            gateway.toString(),
            routes.stream().map(Cidr::toString).toList()));
    if (address6 != null) {
      ways.add(
          new Way(
              Family.IPV6,
              address6.toString(),
              LinkNames.ROUTER6,
              routes6.stream().map(Cidr6::toString).toList()));
    }
    return ways;
  }
}
