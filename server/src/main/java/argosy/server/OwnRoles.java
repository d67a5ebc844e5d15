package argosy.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// The roles of a definition that was written for another account: tasks have only roles of their
/// own account, so here they are its roles of the same names.
final class OwnRoles {
  private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::([^:]*):(role/.+)");

  private OwnRoles() {}

  /// The definition with roles of an account, and the rest as it was said.
  static RegisterTaskDefinitionRequest of(String account, RegisterTaskDefinitionRequest said) {
    return said.toBuilder()
        .taskRoleArn(in(account, said.taskRoleArn()))
        .executionRoleArn(in(account, said.executionRoleArn()))
        .build();
  }

  private static @Nullable String in(String account, @Nullable String role) {
    return Optional.ofNullable(role)
        .map(ROLE::matcher)
        .filter(Matcher::matches)
        .map(found -> "arn:aws:iam::" + account + ":" + found.group(2))
        .orElse(role);
  }

  /// What became other roles, for the one who said it; empty if nothing did.
  static Optional<String> told(RegisterTaskDefinitionRequest said, String account) {
    return of(account, said).equals(said)
        ? Optional.empty()
        : Optional.of(
            "The roles of "
                + said.family()
                + " are another account's; its tasks have this account's of the same names.");
  }
}
