package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides what making a managed policy means.
public final class CreatePolicy {

  /// IAM's quota.
  static final int POLICIES_MAX = 1_500;

  /// IAM's quota, in characters that aren't white space.
  static final int SIZE_MAX = 6_144;

  private static final int DESCRIPTION_MAX = 1_000;

  private CreatePolicy() {}

  /// @param description null for none
  public record Wanted(
      String account,
      String path,
      String name,
      @Nullable String description,
      SortedMap<String, String> tags,
      Document document) {}

  public static Outcome<ManagedPolicy> decide(
      Picture picture, Wanted wanted, Instant now, RandomGenerator random) {
    Optional<EcsError> wrong = complaint(picture, wanted);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var policy =
        new ManagedPolicy(
            wanted.account(),
            wanted.path(),
            wanted.name(),
            AccessKeyIds.unique("ANPA", random),
            wanted.description(),
            now,
            wanted.tags(),
            wanted.document());
    return Outcome.put(policy, policy);
  }

  private static Optional<EcsError> complaint(Picture picture, Wanted wanted) {
    Optional<EcsError> wrong =
        ManagedPolicy.nameComplaint(wanted.name())
            .or(() -> Names.path(wanted.path()))
            .or(() -> Names.tags(wanted.tags()));
    String description = wanted.description();
    if (wrong.isPresent()) {
      return wrong;
    }
    if (description != null && description.length() > DESCRIPTION_MAX) {
      return Optional.of(
          IamErrors.invalid(
              "description has at most %d characters, not %d."
                  .formatted(DESCRIPTION_MAX, description.length())));
    }
    if (wanted.document().size() > SIZE_MAX) {
      return Optional.of(IamErrors.quota("PolicySize", SIZE_MAX));
    }
    if (picture.find(ManagedPolicy.key(wanted.name())).isPresent()) {
      return Optional.of(
          IamErrors.exists(
              "A policy called "
                  + wanted.name()
                  + " already exists. Duplicate names are not allowed."));
    }
    return picture.count(ManagedPolicy.KIND) >= POLICIES_MAX
        ? Optional.of(IamErrors.quota("PoliciesPerAccount", POLICIES_MAX))
        : Optional.empty();
  }
}
