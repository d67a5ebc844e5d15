package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;

/// Deletes a log group with all of its streams and events.
final class DeleteLogGroup implements Action<DeleteLogGroupRequest> {

  @Override
  public Answer perform(DeleteLogGroupRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        group -> {
          context.logs().groups().delete(group);
          return Context.reply(DeleteLogGroupResponse.builder().build());
        });
  }
}
