package argosy.domain.iam;

import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a user signs requests with.
///
/// @param id of [AccessKeyIds]
/// @param user the id of the user whose key it is
/// @param active whether it is accepted
public record AccessKey(String id, String user, String secret, boolean active, Instant created)
    implements Entity {

  public static final Index<AccessKey> BY_USER =
      new Index<>("iam-access-key-by-user", key -> Optional.of(key.user()));

  public static final Kind<AccessKey> KIND =
      new Kind<>("iam-access-key", AccessKey.class, List.of(BY_USER));

  public static Key<AccessKey> key(String id) {
    return KIND.key(id);
  }

  @Override
  public Key<AccessKey> key() {
    return key(id);
  }

  public static Collection<AccessKey> of(Picture picture, User user) {
    return picture.by(BY_USER, user.id());
  }

  /// Never the secret: it is said once, to who made the key.
  @Override
  public String toString() {
    return "AccessKey[" + id + " of " + user + "]";
  }
}
