package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A place in a subnet: who has it, has its addresses.
///
/// @param secondary addresses besides the first one
/// @param address6 its IPv6 address; null if it has none
/// @param mac begins with `02`, and is unique in the VPC
/// @param groups the security groups that it is in, by their ids
/// @param requester the service that made it for its own needs; null for what a user made
/// @param attachment who has it; null while nobody does
/// @param publicAddress null while it has none
public record NetworkInterface(
    String id,
    String account,
    Place place,
    Ipv4 address,
    List<Ipv4> secondary,
    @Nullable Ipv6 address6,
    String mac,
    List<String> groups,
    String description,
    Type type,
    @Nullable String requester,
    @Nullable Attachment attachment,
    boolean sourceDestCheck,
    @Nullable PublicAddress publicAddress,
    SortedMap<String, String> tags,
    Instant created)
    implements Tagged {

  private static final Index<NetworkInterface> BY_SUBNET =
      new Index<>("network-interface-by-subnet", it -> Optional.of(it.place().subnet()));

  private static final Index<NetworkInterface> BY_OWNER =
      new Index<>(
          "network-interface-by-owner",
          it -> Optional.ofNullable(it.attachment()).map(Attachment::owner));

  private static final Index<NetworkInterface> BY_ADDRESS6 =
      new Index<>(
          "network-interface-by-ipv6-address",
          it -> Optional.ofNullable(it.address6()).map(Ipv6::toString));

  public static final Kind<NetworkInterface> KIND =
      new Kind<>(
          "network-interface", NetworkInterface.class, List.of(BY_SUBNET, BY_OWNER, BY_ADDRESS6));

  /// Where an interface is.
  ///
  /// @param zone such as `us-east-1a`
  public record Place(String vpc, String subnet, String zone) {
    static Place in(Subnet subnet) {
      return new Place(subnet.vpc(), subnet.id(), subnet.zone());
    }
  }

  /// What it is for.
  public enum Type {
    INTERFACE("interface"),
    NAT_GATEWAY("nat_gateway"),
    VPC_ENDPOINT("vpc_endpoint");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /// As EC2 spells it.
    public String word() {
      return word;
    }
  }

  /// Who has an interface.
  ///
  /// @param id `eni-attach-…`, or `ela-attach-…` of what a service attached
  /// @param owner the id of a host, or the ARN of a task, or what else has it
  /// @param status `attaching`, `attached`, `detaching`
  /// @param deletes whether the interface goes when its owner ends
  public record Attachment(
      String id, String owner, String status, int device, boolean deletes, Instant since) {
    public static final String ATTACHED = "attached";

    Attachment deleting(boolean does) {
      return new Attachment(id, owner, status, device, does, since);
    }
  }

  /// An address under which the world outside reaches it.
  ///
  /// @param allocation the Elastic IP that it is; null for one that goes with the interface
  /// @param association `eipassoc-…` of an Elastic IP; null for one that goes with the interface
  public record PublicAddress(
      Ipv4 address, @Nullable String allocation, @Nullable String association) {}

  public static Optional<NetworkInterface> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  /// The interfaces of a subnet, in the order of their ids.
  public static Collection<NetworkInterface> of(Picture picture, String subnet) {
    return picture.by(BY_SUBNET, subnet);
  }

  /// The interfaces that somebody has.
  ///
  /// @param owner of the [Attachment]
  public static Collection<NetworkInterface> ownedBy(Picture picture, String owner) {
    return picture.by(BY_OWNER, owner);
  }

  /// Who has an IPv6 address: none or one, as no two VPCs have a range in common.
  static Collection<NetworkInterface> at(Picture picture, Ipv6 address) {
    return picture.by(BY_ADDRESS6, address.toString());
  }

  @Override
  public Key<NetworkInterface> key() {
    return KIND.key(id);
  }

  /// All that it has in its subnet, the first one first.
  public Stream<Ipv4> addresses() {
    return Stream.concat(Stream.of(address), secondary.stream());
  }

  /// `available` or `in-use`.
  public String status() {
    return attachment == null ? "available" : "in-use";
  }

  /// The name of an address inside of its VPC, such as `ip-172-31-0-5.ec2.internal`.
  public String privateName(Ipv4 of) {
    String region = Zones.region(place.zone());
    String domain = region.equals("us-east-1") ? "ec2" : region + ".compute";
    return "ip-" + of.toString().replace('.', '-') + "." + domain + ".internal";
  }

  public NetworkInterface attached(@Nullable Attachment changed) {
    return copy(groups, description, changed, sourceDestCheck, publicAddress);
  }

  public NetworkInterface in(List<String> changedGroups) {
    return copy(
        List.copyOf(changedGroups), description, attachment, sourceDestCheck, publicAddress);
  }

  public NetworkInterface described(String changed) {
    return copy(groups, changed, attachment, sourceDestCheck, publicAddress);
  }

  public NetworkInterface checked(boolean sourceAndDestination) {
    return copy(groups, description, attachment, sourceAndDestination, publicAddress);
  }

  public NetworkInterface reachedAt(@Nullable PublicAddress changed) {
    return copy(groups, description, attachment, sourceDestCheck, changed);
  }

  public NetworkInterface withSecondary(List<Ipv4> changed) {
    return copy(List.copyOf(changed), address6, tags);
  }

  NetworkInterface withIpv6(@Nullable Ipv6 changed) {
    return copy(secondary, changed, tags);
  }

  @Override
  public NetworkInterface tagged(SortedMap<String, String> changed) {
    return copy(secondary, address6, changed);
  }

  private NetworkInterface copy(
      List<String> in,
      String says,
      @Nullable Attachment by,
      boolean checks,
      @Nullable PublicAddress at) {
    return new NetworkInterface(
        id, account, place, address, secondary, address6, mac, in, says, type, requester, by,
        checks, at, tags, created);
  }

  private NetworkInterface copy(
      List<Ipv4> more, @Nullable Ipv6 six, SortedMap<String, String> named) {
    return new NetworkInterface(
        id,
        account,
        place,
        address,
        more,
        six,
        mac,
        groups,
        description,
        type,
        requester,
        attachment,
        sourceDestCheck,
        publicAddress,
        named,
        created);
  }
}
