package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Built;
import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Target;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/// What is built of CloudWatch Logs.
public final class LogsActions implements Built {
  public static final List<Action<?>> ALL =
      List.of(
          new CreateLogGroup(),
          new CreateLogStream(),
          new DeleteLogGroup(),
          new DeleteLogStream(),
          new DeleteRetentionPolicy(),
          new DescribeLogGroups(),
          new DescribeLogStreams(),
          new FilterLogEvents(),
          new GetLogEvents(),
          new ListTagsForResource(),
          new ListTagsLogGroup(),
          new PutLogEvents(),
          new PutRetentionPolicy(),
          new TagLogGroup(),
          new TagResource(),
          new UntagLogGroup(),
          new UntagResource());

  /// What requests must set, wherever it stands; the SDK's model doesn't say.
  private static final List<String> REQUIRED =
      List.of(
          "logGroupName",
          "logStreamName",
          "logEvents",
          "resourceArn",
          "retentionInDays",
          "tagKeys");

  /// Actions that must have tags, rather than may.
  private static final Set<String> TAGGING = Set.of("TagLogGroup", "TagResource", "UntagLogGroup");

  @Override
  public List<Action<?>> actions() {
    return ALL;
  }

  @Override
  public Target target(String action, SdkPojo request, Context context, Picture iam) {
    return LogsTargets.of(action, request, context.cell().id());
  }

  @Override
  public Optional<Answer> complaint(String action, SdkPojo request) {
    Stream<String> tags = TAGGING.contains(action) ? Stream.of("tags") : Stream.empty();
    // An action that has both takes the one or the other.
    boolean identified = Members.has(request, "logGroupIdentifier");
    return Stream.concat(REQUIRED.stream(), tags)
        .filter(name -> !name.equals("logGroupName") || !identified)
        .filter(name -> Members.has(request, name) && !Members.isSet(request, name))
        .map(name ->
            "1 validation error detected: Value null at '"
                + name
                + "' failed to satisfy constraint: Member must not be null")
        .map(Context::invalid)
        .findFirst();
  }
}
