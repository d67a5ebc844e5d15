package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.telemetry.logs.LogGroup;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/// Says how many days the events of a group are kept.
final class PutRetentionPolicy implements Action<PutRetentionPolicyRequest> {

  @Override
  public Answer perform(PutRetentionPolicyRequest request, Context context) {
    Integer days = request.retentionInDays();
    if (!LogGroup.RETENTIONS.contains(days)) {
      return Refusals.validation(
          "retentionInDays", days, "Member must satisfy enum value set: " + LogGroup.RETENTIONS);
    }
    return Named.group(
        context,
        request.logGroupName(),
        group -> {
          context.logs().groups().retain(group, days);
          return Context.reply(PutRetentionPolicyResponse.builder().build());
        });
  }
}
