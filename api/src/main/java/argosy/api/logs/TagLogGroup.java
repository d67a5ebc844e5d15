package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;

/// Adds tags to a log group, for older clients.
final class TagLogGroup implements Action<TagLogGroupRequest> {

  @Override
  public Answer perform(TagLogGroupRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        group ->
            Tagging.tag(context, group, request.tags(), TagLogGroupResponse.builder().build()));
  }
}
