package argosy.agent.network;

import argosy.wire.vpc.Cidr;
import argosy.wire.vpc.Ipv4;
import argosy.wire.vpc.VpcInterface;
import argosy.wire.vpc.VpcMessage.VpcView;
import argosy.wire.vpc.VpcSubnet;
import java.util.List;

/// An interface as it is plugged in.
///
/// @param id `eni-…`
/// @param mac in lower case
/// @param gateway the router of its subnet
/// @param link what it is called where it is plugged in; at most 15 characters
/// @param routes what it leads to
public record InterfaceSpec(
    String vpcId,
    String id,
    Ipv4 address,
    String mac,
    Ipv4 gateway,
    String link,
    List<Cidr> routes) {

  public InterfaceSpec {
    routes = List.copyOf(routes);
  }

  /// The interface of a task: everything goes through it.
  public static InterfaceSpec ofTask(VpcView view, String interfaceId) {
    return of(view, interfaceId, "eth0", List.of(Cidr.ANYWHERE));
  }

  /// The interface of the host itself, through which its own programs reach the VPC. What else the
  /// host talks to goes where it went before.
  public static InterfaceSpec ofHost(VpcView view, String interfaceId) {
    return of(view, interfaceId, LinkNames.ofHost(interfaceId), view.ranges());
  }

  private static InterfaceSpec of(VpcView view, String id, String link, List<Cidr> routes) {
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
        view.vpcId(), id, found.address(), found.mac(), subnet.gateway(), link, routes);
  }
}
