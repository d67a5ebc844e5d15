package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;

/// Describes rules of what a security group lets out in other words.
final class UpdateSecurityGroupRuleDescriptionsEgress
    implements Action<UpdateSecurityGroupRuleDescriptionsEgressRequest> {

  @Override
  public Answer perform(UpdateSecurityGroupRuleDescriptionsEgressRequest request, Context context) {
    return GroupView.named(
        context,
        request.groupId(),
        request.groupName(),
        group ->
            Permissions.described(
                context,
                group,
                request.ipPermissions(),
                request.securityGroupRuleDescriptions(),
                said ->
                    context.ask(
                        (picture, _, _) -> ChangeRules.describe(picture, said.of(group, true)),
                        _ ->
                            UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                                .returnValue(true)
                                .build())));
  }
}
