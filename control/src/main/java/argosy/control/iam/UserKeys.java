package argosy.control.iam;

import argosy.domain.iam.AccessKey;
import argosy.domain.iam.AccessKeyIds;
import argosy.domain.iam.User;
import argosy.domain.state.Picture;
import argosy.wire.Caller;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.Keyring;
import java.util.Optional;

/// The access keys of users. A key says itself which account to look in.
public final class UserKeys implements Keyring {
  private final Identities identities;

  public UserKeys(Identities identities) {
    this.identities = identities;
  }

  @Override
  public Optional<Key> find(String accessKeyId) {
    return AccessKeyIds.account(accessKeyId)
        .flatMap(account ->
            in(identities.of(account), accessKeyId)
                .or(() -> in(identities.fresh(account), accessKeyId)));
  }

  private static Optional<Key> in(Optional<Picture> picture, String accessKeyId) {
    return picture.flatMap(iam ->
        iam.find(AccessKey.key(accessKeyId))
            .filter(AccessKey::active)
            .flatMap(key -> User.byId(iam, key.user()).map(user -> key(key, user))));
  }

  private static Key key(AccessKey key, User user) {
    return new Key(
        new Credentials(key.id(), key.secret(), null),
        new Caller(user.account(), key.id(), user.arn(), user.id()));
  }
}
