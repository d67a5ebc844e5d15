package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides what making a group means.
public final class CreateGroup {

  /// IAM's quota.
  static final int GROUPS_MAX = 300;

  private CreateGroup() {}

  public record Wanted(String account, String path, String name) {}

  public static Outcome<Group> decide(
      Picture picture, Wanted wanted, Instant now, RandomGenerator random) {
    Optional<EcsError> wrong = complaint(wanted.name(), wanted.path());
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    if (Group.find(picture, wanted.name()).isPresent()) {
      return Outcome.refused(taken(wanted.name()));
    }
    if (picture.count(Group.KIND) >= GROUPS_MAX) {
      return Outcome.refused(IamErrors.quota("GroupsPerAccount", GROUPS_MAX));
    }
    var group =
        new Group(
            wanted.account(),
            wanted.path(),
            wanted.name(),
            AccessKeyIds.unique("AGPA", random),
            now,
            Grants.NONE);
    return Outcome.put(group, group);
  }

  static Optional<EcsError> complaint(String name, String path) {
    return Names.complaint("groupName", name, Names.GROUP_MAX).or(() -> Names.path(path));
  }

  static EcsError taken(String name) {
    return IamErrors.exists("Group with name " + name + " already exists.");
  }
}
