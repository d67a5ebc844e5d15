package argosy.wire.vpc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A network interface of a VPC.
///
/// @param id `eni-…`
/// @param mac in lower case
/// @param groups whose rules hold for it
/// @param subnet that its address is of
/// @param host under which address the network between hosts knows the one that it is on; null
///   while it is on none
/// @param sourceDestCheck whether it may only send what comes from its own address
/// @param publicAddress that stands for its address outside of the VPC
/// @param ofHost whether it is the host's own, and not a task's
/// @param address6 its address of IPv6, if it has one
public record VpcInterface(
    String id,
    Ipv4 address,
    String mac,
    List<String> groups,
    String subnet,
    @Nullable Ipv4 host,
    boolean sourceDestCheck,
    @Nullable Ipv4 publicAddress,
    boolean ofHost,
    @Nullable Ipv6 address6) {

  /// One of a task, without IPv6.
  public VpcInterface(
      String id,
      Ipv4 address,
      String mac,
      List<String> groups,
      String subnet,
      @Nullable Ipv4 host,
      boolean sourceDestCheck,
      @Nullable Ipv4 publicAddress) {
    this(id, address, mac, groups, subnet, host, sourceDestCheck, publicAddress, false, null);
  }

  public VpcInterface {
    groups = groups == null ? List.of() : List.copyOf(groups);
    groups.forEach(group -> VpcId.checked(group, "a security group"));
    VpcId.checked(id, "a network interface");
    VpcId.checked(subnet, "a subnet");
    VpcId.checkedMac(mac);
    Objects.requireNonNull(address, "address");
  }

  public boolean on(Ipv4 host) {
    return host.equals(this.host);
  }
}
