package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/// Decides what making a user means: one without keys, groups and policies, who may do nothing.
public final class CreateUser {

  /// IAM's quota.
  static final int USERS_MAX = 5_000;

  private CreateUser() {}

  /// @param tags by their keys
  public record Wanted(String account, String path, String name, SortedMap<String, String> tags) {}

  public static Outcome<User> decide(
      Picture picture, Wanted wanted, Instant now, RandomGenerator random) {
    Optional<EcsError> wrong =
        User.nameComplaint(wanted.name())
            .or(() -> Names.path(wanted.path()))
            .or(() -> Names.tags(wanted.tags()));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    if (User.find(picture, wanted.name()).isPresent()) {
      return Outcome.refused(taken(wanted.name()));
    }
    if (picture.count(User.KIND) >= USERS_MAX) {
      return Outcome.refused(IamErrors.quota("UsersPerAccount", USERS_MAX));
    }
    var user =
        new User(
            wanted.account(),
            wanted.path(),
            wanted.name(),
            AccessKeyIds.unique("AIDA", random),
            now,
            wanted.tags(),
            List.of(),
            Grants.NONE);
    return Outcome.put(user, user);
  }

  static EcsError taken(String name) {
    return IamErrors.exists("User with name " + name + " already exists.");
  }
}
