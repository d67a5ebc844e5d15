package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/// Describes rules of what a security group lets in in other words.
final class UpdateSecurityGroupRuleDescriptionsIngress
    implements Action<UpdateSecurityGroupRuleDescriptionsIngressRequest> {

  @Override
  public Answer perform(
      UpdateSecurityGroupRuleDescriptionsIngressRequest request, Context context) {
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
                        (picture, _, _) -> ChangeRules.describe(picture, said.of(group, false)),
                        _ ->
                            UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                                .returnValue(true)
                                .build())));
  }
}
