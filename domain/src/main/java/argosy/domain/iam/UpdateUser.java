package argosy.domain.iam;

import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides what another name or path of a user means. Keys, groups and policies stay.
public final class UpdateUser {
  private UpdateUser() {}

  /// @param name null to keep it
  /// @param path null to keep it
  public static Outcome<User> decide(
      Picture picture, String user, @Nullable String name, @Nullable String path) {
    return User.existing(
        picture,
        user,
        old -> {
          String newName = Objects.requireNonNullElse(name, old.name());
          String newPath = Objects.requireNonNullElse(path, old.path());
          return Renaming.decide(
              picture,
              old,
              old.called(newName, newPath),
              User.nameComplaint(newName).or(() -> Names.path(newPath)),
              CreateUser.taken(newName));
        });
  }
}
