package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A public address that an account keeps until it gives it back. EC2's API calls it an address.
///
/// @param id `eipalloc-…`
/// @param use what has it; null while nothing does
public record ElasticIp(
    String id, String account, Ipv4 address, @Nullable Use use, SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<ElasticIp> BY_ADDRESS =
      new Index<>("elastic-ip-by-address", it -> Optional.of(it.address().toString()));

  public static final Kind<ElasticIp> KIND =
      new Kind<>("elastic-ip", ElasticIp.class, List.of(BY_ADDRESS));

  /// @param association `eipassoc-…`
  /// @param privateAddress the address of the interface that it stands for
  public record Use(String association, String networkInterface, Ipv4 privateAddress) {}

  public static Optional<ElasticIp> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  public static Optional<ElasticIp> byAddress(Picture picture, String address) {
    return picture.by(BY_ADDRESS, address).stream().findFirst();
  }

  public static Optional<ElasticIp> byAssociation(Picture picture, String association) {
    return picture.all(KIND).stream()
        .filter(it -> it.use() != null && it.use().association().equals(association))
        .findFirst();
  }

  @Override
  public Key<ElasticIp> key() {
    return KIND.key(id);
  }

  ElasticIp usedBy(@Nullable Use changed) {
    return new ElasticIp(id, account, address, changed, tags);
  }

  @Override
  public ElasticIp tagged(SortedMap<String, String> changed) {
    return new ElasticIp(id, account, address, use, changed);
  }
}
