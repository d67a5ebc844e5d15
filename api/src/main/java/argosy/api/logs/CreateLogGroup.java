package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/// Makes a log group, whose events are kept for ever.
final class CreateLogGroup implements Action<CreateLogGroupRequest> {

  @Override
  public Answer perform(CreateLogGroupRequest request, Context context) {
    return Members.refuseOthers(request, "logGroupName", "tags", "logGroupClass")
        .or(() -> Refusals.groupName(request.logGroupName()))
        .or(() -> Tagging.complaint(request.tags()))
        .or(() -> otherClass(request))
        .orElseGet(() -> create(request, context));
  }

  private static Optional<Answer> otherClass(CreateLogGroupRequest request) {
    LogGroupClass wanted = request.logGroupClass();
    return wanted == null || wanted == LogGroupClass.STANDARD
        ? Optional.empty()
        : Optional.of(
            Context.invalid(
                "Argosy has log groups of the class STANDARD only, not "
                    + request.logGroupClassAsString()
                    + "."));
  }

  private static Answer create(CreateLogGroupRequest request, Context context) {
    boolean made =
        context
            .logs()
            .groups()
            .create(
                context.cell().id(), request.logGroupName(), request.tags(), context.logs().now());
    return made
        ? Context.reply(CreateLogGroupResponse.builder().build())
        : Refusals.exists("The specified log group already exists");
  }
}
