package argosy.domain.iam;

import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides whether somebody may do something: what a policy denies is denied, what none allows is
/// too.
public final class Authorize {
  private Authorize() {}

  /// What a request is about to do.
  ///
  /// @param action such as `ecs:RunTask`
  /// @param resources their ARNs, `*` for an action that names none; each must be allowed
  /// @param keys what conditions may ask beyond what is true of every request, by names in lower
  ///   case
  public record Wish(
      String action, List<String> resources, Map<String, String> keys, String region) {}

  /// Why not, in AWS's words; empty if it may be.
  ///
  /// @param principal the caller's ARN
  /// @param userId of a user who may be gone by now
  public static Optional<String> refusal(
      Picture iam, String principal, String userId, Wish wish, Instant now) {
    Optional<User> user = User.byId(iam, userId);
    List<Policy> policies = user.map(it -> policies(iam, it).toList()).orElse(List.of());
    Map<String, String> keys = new HashMap<>(wish.keys());
    user.ifPresent(it -> keys.putAll(ContextKeys.of(it, wish.region(), now)));
    return refusal(policies, principal, wish, keys);
  }

  /// Why a role's session may not, in AWS's words; empty if it may.
  ///
  /// @param principal the session's ARN, which ends in the id of the task that it is for
  public static Optional<String> refusal(Duty duty, String principal, Wish wish) {
    String task = principal.substring(principal.lastIndexOf('/') + 1);
    return refusal(duty.policies(task), principal, wish, wish.keys());
  }

  private static Optional<String> refusal(
      List<Policy> policies, String principal, Wish wish, Map<String, String> keys) {
    for (String resource : wish.resources()) {
      Optional<String> why = why(policies, new Policy.Asked(wish.action(), resource, keys));
      if (why.isPresent()) {
        return Optional.of(
            "User: %s is not authorized to perform: %s on resource: %s %s"
                .formatted(principal, wish.action(), resource, why.get()));
      }
    }
    return Optional.empty();
  }

  private static Stream<Policy> policies(Picture iam, User user) {
    return Stream.concat(
        user.grants().policies(iam),
        user.groups().stream()
            .flatMap(id -> Group.byId(iam, id).stream())
            .flatMap(group -> group.grants().policies(iam)));
  }

  private static Optional<String> why(List<Policy> policies, Policy.Asked asked) {
    boolean allowed = false;
    for (Policy policy : policies) {
      for (Policy.Statement statement : policy.statements()) {
        boolean open = statement.effect() == Policy.Effect.DENY || !allowed;
        if (open && policy.speaksOf(statement, asked)) {
          if (statement.effect() == Policy.Effect.DENY) {
            return Optional.of("with an explicit deny in an identity-based policy");
          }
          allowed = true;
        }
      }
    }
    return allowed
        ? Optional.empty()
        : Optional.of("because no identity-based policy allows the " + asked.action() + " action");
  }
}
