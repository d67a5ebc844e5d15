package argosy.api.logs;

import argosy.api.Context;
import argosy.domain.id.CellId;
import argosy.telemetry.logs.LogGroup;
import argosy.telemetry.logs.LogStream;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Finds what a request means, and answers for those that mean nothing.
final class Named {
  private static final String EVERY = ":*";

  private Named() {}

  /// The name that an ARN of a group has; what is none of this cell's stays as it is.
  static String name(CellId cell, String said) {
    String prefix = LogGroup.arn(cell, "");
    if (!said.startsWith(prefix)) {
      return said;
    }
    String name = said.substring(prefix.length());
    return name.endsWith(EVERY) ? name.substring(0, name.length() - EVERY.length()) : name;
  }

  static Answer group(Context context, String name, Function<LogGroup, Answer> then) {
    Optional<LogGroup> group = context.logs().groups().find(context.cell().id(), name);
    return group.isPresent()
        ? then.apply(group.get())
        : Refusals.notFound("The specified log group does not exist.");
  }

  /// A group by its name, or by its ARN or name in the newer member.
  static Answer group(
      Context context,
      @Nullable String name,
      @Nullable String identifier,
      Function<LogGroup, Answer> then) {
    if ((name == null) == (identifier == null)) {
      return Context.invalid(
          "Specify either logGroupName or logGroupIdentifier, not "
              + (name == null ? "neither." : "both."));
    }
    return group(
        context, name == null ? name(context.cell().id(), String.valueOf(identifier)) : name, then);
  }

  static Answer stream(
      Context context, LogGroup group, String name, Function<LogStream, Answer> then) {
    Optional<LogStream> stream = context.logs().streams().find(group, name);
    return stream.isPresent() ? then.apply(stream.get()) : noStream();
  }

  static Answer noStream() {
    return Refusals.notFound("The specified log stream does not exist.");
  }

  /// The group that a tagging action means.
  static Answer resource(Context context, String arn, Function<LogGroup, Answer> then) {
    return arn.startsWith("arn:")
        ? group(context, name(context.cell().id(), arn), then)
        : Context.invalid(
            "resourceArn must be the ARN of a log group, such as "
                + LogGroup.arn(context.cell().id(), "NAME"));
  }
}
