package argosy.domain.network;

import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// That an account has got its default VPC in a region, so that it gets it once: who deletes it,
/// has none.
///
/// @param dhcpOptions the id of the region's default set, which all VPCs have
public record NetworkDefaults(String account, String dhcpOptions, Instant made) implements Entity {

  public static final Kind<NetworkDefaults> KIND =
      new Kind<>("network-defaults", NetworkDefaults.class, List.of());

  private static final String ONLY = "defaults";

  public static Optional<NetworkDefaults> find(Picture picture) {
    return picture.find(KIND.key(ONLY));
  }

  @Override
  public Key<NetworkDefaults> key() {
    return KIND.key(ONLY);
  }
}
