package argosy.domain.iam;

import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// Decides what making an access key for a user means.
public final class CreateAccessKey {

  /// IAM's quota: one to use, one to change to.
  static final int KEYS_MAX = 2;

  private CreateAccessKey() {}

  /// @param secrets what nobody can predict, unlike the cell's own chance
  public static Outcome<AccessKey> decide(
      Picture picture, String user, Instant now, RandomGenerator secrets) {
    return User.existing(
        picture,
        user,
        owner -> {
          if (AccessKey.of(picture, owner).size() >= KEYS_MAX) {
            return Outcome.refused(IamErrors.quota("AccessKeysPerUser", KEYS_MAX));
          }
          String id;
          do {
            id = AccessKeyIds.draw(owner.account(), secrets);
          } while (picture.find(AccessKey.key(id)).isPresent());
          var key = new AccessKey(id, owner.id(), AccessKeyIds.secret(secrets), true, now);
          return Outcome.put(key, key);
        });
  }
}
