package argosy.wire.vpc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A subnet of a VPC.
///
/// @param id `subnet-…`
/// @param acl its network ACL, in any order; what passes no entry is denied. Without entries
///   nothing is filtered: AWS's have at least the last one, 32767, which denies.
/// @param wayOut where its route table sends what isn't for the VPC; none where absent
/// @param natAddress the NAT gateway's public address, if that is the way out and it has one
/// @param range6 of its addresses of IPv6, if it has any
public record VpcSubnet(
    String id,
    Cidr range,
    List<AclEntry> acl,
    WayOut wayOut,
    @Nullable Ipv4 natAddress,
    @Nullable Cidr6 range6) {

  /// One without IPv6.
  public VpcSubnet(
      String id, Cidr range, List<AclEntry> acl, WayOut wayOut, @Nullable Ipv4 natAddress) {
    this(id, range, acl, wayOut, natAddress, null);
  }

  public VpcSubnet {
    acl = acl == null ? List.of() : List.copyOf(acl);
    wayOut = wayOut == null ? WayOut.NONE : wayOut;
    VpcId.checked(id, "a subnet");
    Objects.requireNonNull(range, "range");
  }

  /// A subnet that nothing leads out of and whose ACL filters nothing.
  public static VpcSubnet plain(String id, Cidr range) {
    return new VpcSubnet(id, range, List.of(), WayOut.NONE, null);
  }

  /// Its router, as AWS numbers addresses.
  public Ipv4 gateway() {
    return range.first().plus(1);
  }

  /// Where packets go that aren't for the VPC.
  public enum WayOut {
    NONE,
    /// For interfaces that have a public address.
    INTERNET,
    /// For all, under the gateway's address.
    NAT
  }

  /// One line of a network ACL. It keeps no state: answers need an entry of their own.
  ///
  /// @param number the lowest that fits decides
  /// @param egress about what leaves the subnet, else about what comes
  /// @param range where it goes to or comes from, or null
  /// @param range6 the same for IPv6, or null; one of the two is there
  public record AclEntry(
      int number,
      boolean allow,
      boolean egress,
      Traffic traffic,
      @Nullable Cidr range,
      @Nullable Cidr6 range6) {
    public AclEntry {
      Objects.requireNonNull(traffic, "traffic");
      if ((range == null) == (range6 == null)) {
        throw new IllegalArgumentException("an entry has one range");
      }
    }

    public AclEntry(int number, boolean allow, boolean egress, Traffic traffic, Cidr range) {
      this(number, allow, egress, traffic, range, null);
    }
  }
}
