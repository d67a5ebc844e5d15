package argosy.domain.iam;

import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides what another name or path of a group means. Users and policies stay.
public final class UpdateGroup {
  private UpdateGroup() {}

  /// @param name null to keep it
  /// @param path null to keep it
  public static Outcome<Group> decide(
      Picture picture, String group, @Nullable String name, @Nullable String path) {
    return Group.existing(
        picture,
        group,
        old -> {
          String newName = Objects.requireNonNullElse(name, old.name());
          String newPath = Objects.requireNonNullElse(path, old.path());
          return Renaming.decide(
              picture,
              old,
              old.called(newName, newPath),
              CreateGroup.complaint(newName, newPath),
              CreateGroup.taken(newName));
        });
  }
}
