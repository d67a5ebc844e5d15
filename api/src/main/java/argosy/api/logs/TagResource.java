package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;

/// Adds tags to a log group.
final class TagResource implements Action<TagResourceRequest> {

  @Override
  public Answer perform(TagResourceRequest request, Context context) {
    return Named.resource(
        context,
        request.resourceArn(),
        group ->
            Tagging.tag(context, group, request.tags(), TagResourceResponse.builder().build()));
  }
}
