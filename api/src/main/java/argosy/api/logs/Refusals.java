package argosy.api.logs;

import argosy.api.Context;
import argosy.wire.Answer;
import argosy.wire.WireError;
import java.util.Optional;
import java.util.regex.Pattern;

/// What CloudWatch Logs says when it refuses.
final class Refusals {
  private static final int NAME_MAX = 512;
  private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]+");
  private static final Pattern STREAM = Pattern.compile("[^:*]*");

  private Refusals() {}

  static Answer notFound(String message) {
    return new Answer.Refused(WireError.client("ResourceNotFoundException", message));
  }

  static Answer exists(String message) {
    return new Answer.Refused(WireError.client("ResourceAlreadyExistsException", message));
  }

  static Answer tooManyTags(String message) {
    return new Answer.Refused(WireError.client("TooManyTagsException", message));
  }

  /// Refuses the value of a member as AWS does.
  static Answer validation(String member, Object value, String constraint) {
    return Context.invalid(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }

  /// What is wrong with the name of a group that is to be made.
  static Optional<Answer> groupName(String name) {
    return name.startsWith("aws/")
        ? Optional.of(Context.invalid("Log groups starting with AWS/ are reserved for AWS."))
        : name("logGroupName", name, GROUP, "[\\.\\-_/#A-Za-z0-9]+");
  }

  /// What is wrong with the name of a stream that is to be made.
  static Optional<Answer> streamName(String name) {
    return name("logStreamName", name, STREAM, "[^:*]*");
  }

  private static Optional<Answer> name(String member, String name, Pattern allowed, String said) {
    if (name.isEmpty()) {
      return Optional.of(
          validation(member, name, "Member must have length greater than or equal to 1"));
    }
    if (name.length() > NAME_MAX) {
      return Optional.of(
          validation(member, name, "Member must have length less than or equal to " + NAME_MAX));
    }
    return allowed.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            validation(member, name, "Member must satisfy regular expression pattern: " + said));
  }
}
