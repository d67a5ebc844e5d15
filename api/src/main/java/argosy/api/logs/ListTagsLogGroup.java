package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;

/// Lists the tags of a log group, for older clients.
final class ListTagsLogGroup implements Action<ListTagsLogGroupRequest> {

  @Override
  public Answer perform(ListTagsLogGroupRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        group ->
            Context.reply(
                ListTagsLogGroupResponse.builder()
                    .tags(context.logs().groups().tags(group))
                    .build()));
  }
}
