package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;

/// Takes rules from what a security group lets out.
final class RevokeSecurityGroupEgress implements Action<RevokeSecurityGroupEgressRequest> {

  @Override
  public Answer perform(RevokeSecurityGroupEgressRequest request, Context context) {
    return GroupView.named(
        context,
        request.groupId(),
        null,
        group ->
            Permissions.read(
                context,
                group,
                Permissions.said(
                    request.ipPermissions(),
                    request.ipProtocol(),
                    request.fromPort(),
                    request.toPort(),
                    request.cidrIp()),
                rules -> {
                  var unwanted =
                      new ChangeRules.Unwanted(group, true, rules, request.securityGroupRuleIds());
                  return context.ask(
                      (picture, _, _) -> ChangeRules.revoke(picture, unwanted),
                      gone ->
                          RevokeSecurityGroupEgressResponse.builder()
                              .returnValue(true)
                              .revokedSecurityGroupRules(
                                  gone.stream().map(GroupView::revoked).toList())
                              .build());
                }));
  }
}
