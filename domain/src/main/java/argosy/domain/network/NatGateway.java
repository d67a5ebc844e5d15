package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A way out of a VPC for those who have no public address of their own.
///
/// @param networkInterface its place in the subnet
/// @param address what the interface has
/// @param allocation its Elastic IP; null for one that leads to other private networks only
/// @param association of the Elastic IP
/// @param publicAddress of the Elastic IP
/// @param deleted when it was deleted; null while it is there
public record NatGateway(
    String id,
    String account,
    String vpc,
    String subnet,
    String networkInterface,
    Ipv4 address,
    @Nullable String allocation,
    @Nullable String association,
    @Nullable Ipv4 publicAddress,
    Instant created,
    @Nullable Instant deleted,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<NatGateway> BY_VPC =
      new Index<>("nat-gateway-by-vpc", gateway -> Optional.of(gateway.vpc()));

  public static final Kind<NatGateway> KIND =
      new Kind<>("nat-gateway", NatGateway.class, List.of(BY_VPC));

  /// How long a deleted one is described, as in EC2.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  public static Optional<NatGateway> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  /// Those of a VPC that aren't deleted.
  public static Collection<NatGateway> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc).stream().filter(NatGateway::works).toList();
  }

  /// Those of a VPC, also the deleted ones.
  static Collection<NatGateway> everOf(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  @Override
  public Key<NatGateway> key() {
    return KIND.key(id);
  }

  public boolean works() {
    return deleted == null;
  }

  /// Whether it was deleted so long ago that nobody describes it any more.
  public boolean forgotten(Instant now) {
    return deleted != null && deleted.plus(REMEMBERED).isBefore(now);
  }

  NatGateway deleted(Instant now) {
    return new NatGateway(
        id,
        account,
        vpc,
        subnet,
        networkInterface,
        address,
        allocation,
        association,
        publicAddress,
        created,
        now,
        tags);
  }

  @Override
  public NatGateway tagged(SortedMap<String, String> changed) {
    return new NatGateway(
        id,
        account,
        vpc,
        subnet,
        networkInterface,
        address,
        allocation,
        association,
        publicAddress,
        created,
        deleted,
        changed);
  }
}
