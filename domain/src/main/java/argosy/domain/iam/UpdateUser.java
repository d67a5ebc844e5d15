package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
          Optional<EcsError> wrong = User.nameComplaint(newName).or(() -> Names.path(newPath));
          if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
          }
          User changed = old.called(newName, newPath);
          if (!changed.key().equals(old.key()) && picture.find(changed.key()).isPresent()) {
            return Outcome.refused(CreateUser.taken(newName));
          }
          return new Outcome.Accepted<>(
              List.of(new Change.Delete(old.key()), new Change.Put(changed)), List.of(), changed);
        });
  }
}
