package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A door between a VPC and the world outside.
///
/// @param vpc null while it is attached to none
public record InternetGateway(
    String id, String account, @Nullable String vpc, SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<InternetGateway> BY_VPC =
      new Index<>("internet-gateway-by-vpc", gateway -> Optional.ofNullable(gateway.vpc()));

  public static final Kind<InternetGateway> KIND =
      new Kind<>("internet-gateway", InternetGateway.class, List.of(BY_VPC));

  public static Optional<InternetGateway> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  /// None or one.
  public static Collection<InternetGateway> of(Picture picture, String vpc) {
    return picture.by(BY_VPC, vpc);
  }

  @Override
  public Key<InternetGateway> key() {
    return KIND.key(id);
  }

  InternetGateway attached(@Nullable String to) {
    return new InternetGateway(id, account, to, tags);
  }

  @Override
  public InternetGateway tagged(SortedMap<String, String> changed) {
    return new InternetGateway(id, account, vpc, changed);
  }
}
