package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A door through which IPv6 packets leave a VPC, and only the answers to them come in; EC2 calls
/// it an egress-only internet gateway. It is a record without an effect on packets.
public record EgressOnlyGateway(
    String id, String account, String vpc, SortedMap<String, String> tags) implements Tagged {

  private static final Index<EgressOnlyGateway> BY_VPC =
      new Index<>("egress-only-gateway-by-vpc", gateway -> Optional.of(gateway.vpc()));

  public static final Kind<EgressOnlyGateway> KIND =
      new Kind<>("egress-only-gateway", EgressOnlyGateway.class, List.of(BY_VPC));

  public static Optional<EgressOnlyGateway> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  static Collection<EgressOnlyGateway> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  @Override
  public Key<EgressOnlyGateway> key() {
    return KIND.key(id);
  }

  @Override
  public EgressOnlyGateway tagged(SortedMap<String, String> changed) {
    return new EgressOnlyGateway(id, account, vpc, changed);
  }
}
