package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;

/// Puts other rules in the place of rules, under their ids.
final class ModifySecurityGroupRules implements Action<ModifySecurityGroupRulesRequest> {

  @Override
  public Answer perform(ModifySecurityGroupRulesRequest request, Context context) {
    return Permissions.updates(
        request.securityGroupRules(),
        updates ->
            context.ask(
                (picture, _, _) -> ChangeRules.modify(picture, request.groupId(), updates),
                _ -> ModifySecurityGroupRulesResponse.builder().returnValue(true).build()));
  }
}
