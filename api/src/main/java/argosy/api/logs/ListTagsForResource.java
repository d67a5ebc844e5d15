package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;

/// Lists the tags of a log group.
final class ListTagsForResource implements Action<ListTagsForResourceRequest> {

  @Override
  public Answer perform(ListTagsForResourceRequest request, Context context) {
    return Named.resource(
        context,
        request.resourceArn(),
        group ->
            Context.reply(
                ListTagsForResourceResponse.builder()
                    .tags(context.logs().groups().tags(group))
                    .build()));
  }
}
