package argosy.domain.iam;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.function.Function;

/// Decides what taking an access key out of use, back into use, or away means.
public final class ChangeAccessKey {
  private ChangeAccessKey() {}

  public static Outcome<AccessKey> activate(
      Picture picture, String user, String id, boolean active) {
    return existing(
        picture,
        user,
        id,
        key -> {
          var changed = new AccessKey(key.id(), key.user(), key.secret(), active, key.created());
          return Outcome.put(changed, changed);
        });
  }

  public static Outcome<AccessKey> delete(Picture picture, String user, String id) {
    return existing(
        picture,
        user,
        id,
        key -> new Outcome.Accepted<>(List.of(new Change.Delete(key.key())), List.of(), key));
  }

  private static Outcome<AccessKey> existing(
      Picture picture, String user, String id, Function<AccessKey, Outcome<AccessKey>> decision) {
    return User.existing(
        picture,
        user,
        owner ->
            picture
                .find(AccessKey.key(id))
                .filter(key -> key.user().equals(owner.id()))
                .map(decision)
                .orElseGet(() -> Outcome.refused(IamErrors.noKey(id))));
  }
}
