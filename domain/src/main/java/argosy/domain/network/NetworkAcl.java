package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What may pass the border of a subnet, by numbered rules of which the first that fits decides.
/// Each subnet is in one.
///
/// @param defaultAcl true for the one that came with the VPC
/// @param entries by their direction and number
public record NetworkAcl(
    String id,
    String account,
    String vpc,
    boolean defaultAcl,
    List<Entry> entries,
    List<Association> associations,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<NetworkAcl> BY_VPC =
      new Index<>("network-acl-by-vpc", acl -> Optional.of(acl.vpc()));

  public static final Kind<NetworkAcl> KIND =
      new Kind<>("network-acl", NetworkAcl.class, List.of(BY_VPC));

  /// What comes after all other rules, and can't be changed: nothing passes.
  public static final int LAST = 32_767;

  /// The same for IPv6, in VPCs that have it.
  static final int LAST6 = LAST + 1;

  static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::egress).reversed().thenComparingInt(Entry::number);

  /// @param protocol a number, or `-1` for all
  /// @param range of addresses of version 4 or 6
  /// @param ports null is any, and what isn't TCP or UDP has none
  /// @param icmp null for what isn't ICMP
  public record Entry(
      int number,
      boolean egress,
      String protocol,
      boolean allows,
      String range,
      @Nullable Pair ports,
      @Nullable Pair icmp) {

    static Entry all(int number, boolean egress, boolean allows) {
      return all(number, egress, allows, Cidr.ANYWHERE.toString());
    }

    static Entry all6(int number, boolean egress, boolean allows) {
      return all(number, egress, allows, Cidr6.ANYWHERE.toString());
    }

    private static Entry all(int number, boolean egress, boolean allows, String range) {
      return new Entry(number, egress, "-1", allows, range, null, null);
    }

    /// Whether it is one of those that can't be changed.
    boolean isLast() {
      return number >= LAST;
    }

    boolean sameSlot(Entry other) {
      return egress == other.egress && number == other.number;
    }
  }

  /// First and last port, or type and code of ICMP.
  public record Pair(int first, int second) {}

  /// @param id `aclassoc-…`
  public record Association(String id, String subnet) {}

  public static Optional<NetworkAcl> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  public static Collection<NetworkAcl> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  /// The one that came with a VPC; it can't be deleted.
  static NetworkAcl defaultOf(Picture picture, String vpc) {
    return of(picture, vpc).stream().filter(NetworkAcl::defaultAcl).findFirst().orElseThrow();
  }

  /// The one that a subnet is in.
  public static NetworkAcl of(Picture picture, Subnet subnet) {
    return of(picture, subnet.vpc()).stream()
        .filter(acl -> acl.associations().stream().anyMatch(it -> it.subnet().equals(subnet.id())))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Key<NetworkAcl> key() {
    return KIND.key(id);
  }

  NetworkAcl ruling(Stream<Entry> changed) {
    List<Entry> sorted = changed.sorted(ORDER).toList();
    return new NetworkAcl(id, account, vpc, defaultAcl, sorted, associations, tags);
  }

  /// With more entries, of which those are passed over whose places are taken.
  NetworkAcl with(List<Entry> more) {
    Stream<Entry> missing = more.stream().filter(it -> entries.stream().noneMatch(it::sameSlot));
    return ruling(Stream.concat(entries.stream(), missing));
  }

  NetworkAcl associated(Stream<Association> changed) {
    return new NetworkAcl(id, account, vpc, defaultAcl, entries, changed.toList(), tags);
  }

  NetworkAcl with(Association more) {
    return associated(Stream.concat(associations.stream(), Stream.of(more)));
  }

  NetworkAcl without(String subnet) {
    return associated(associations.stream().filter(it -> !it.subnet().equals(subnet)));
  }

  @Override
  public NetworkAcl tagged(SortedMap<String, String> changed) {
    return new NetworkAcl(id, account, vpc, defaultAcl, entries, associations, changed);
  }
}
