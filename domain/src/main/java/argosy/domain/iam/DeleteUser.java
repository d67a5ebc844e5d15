package argosy.domain.iam;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;

/// Decides what deleting a user means: refused as long as something hangs on the user.
public final class DeleteUser {
  private DeleteUser() {}

  public static Outcome<User> decide(Picture picture, String name) {
    return User.existing(
        picture,
        name,
        user -> {
          if (!user.groups().isEmpty()) {
            return conflict("remove users from group");
          }
          if (!user.grants().attached().isEmpty()) {
            return conflict("detach all policies");
          }
          if (!user.grants().inline().isEmpty()) {
            return conflict("delete policies");
          }
          if (!AccessKey.of(picture, user).isEmpty()) {
            return conflict("delete access keys");
          }
          return new Outcome.Accepted<>(List.of(new Change.Delete(user.key())), List.of(), user);
        });
  }

  static <R> Outcome<R> conflict(String what) {
    return Outcome.refused(IamErrors.conflict("Cannot delete entity, must " + what + " first."));
  }
}
