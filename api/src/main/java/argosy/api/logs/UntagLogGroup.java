package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;

/// Takes tags from a log group, for older clients.
final class UntagLogGroup implements Action<UntagLogGroupRequest> {

  @Override
  public Answer perform(UntagLogGroupRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        group ->
            Tagging.untag(context, group, request.tags(), UntagLogGroupResponse.builder().build()));
  }
}
