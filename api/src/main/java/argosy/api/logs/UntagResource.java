package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/// Takes tags from a log group.
final class UntagResource implements Action<UntagResourceRequest> {

  @Override
  public Answer perform(UntagResourceRequest request, Context context) {
    return Named.resource(
        context,
        request.resourceArn(),
        group ->
            Tagging.untag(
                context, group, request.tagKeys(), UntagResourceResponse.builder().build()));
  }
}
