package argosy.domain.iam;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;

/// Decides what deleting a group means: refused as long as it has users or policies.
public final class DeleteGroup {
  private DeleteGroup() {}

  public static Outcome<Group> decide(Picture picture, String name) {
    return Group.existing(
        picture,
        name,
        group -> {
          if (!User.in(picture, group).isEmpty()) {
            return DeleteUser.conflict("remove users from group");
          }
          if (!group.grants().attached().isEmpty()) {
            return DeleteUser.conflict("detach all policies");
          }
          if (!group.grants().inline().isEmpty()) {
            return DeleteUser.conflict("delete policies");
          }
          return new Outcome.Accepted<>(List.of(new Change.Delete(group.key())), List.of(), group);
        });
  }
}
