package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;

/// Lets the events of a group be kept for ever.
final class DeleteRetentionPolicy implements Action<DeleteRetentionPolicyRequest> {

  @Override
  public Answer perform(DeleteRetentionPolicyRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        group -> {
          context.logs().groups().retain(group, null);
          return Context.reply(DeleteRetentionPolicyResponse.builder().build());
        });
  }
}
