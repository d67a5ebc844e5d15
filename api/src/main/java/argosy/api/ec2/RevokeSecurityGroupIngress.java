package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;

/// Takes rules from what a security group lets in.
final class RevokeSecurityGroupIngress implements Action<RevokeSecurityGroupIngressRequest> {

  @Override
  public Answer perform(RevokeSecurityGroupIngressRequest request, Context context) {
    return GroupView.named(
        context,
        request.groupId(),
        request.groupName(),
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
                      new ChangeRules.Unwanted(group, false, rules, request.securityGroupRuleIds());
                  return context.ask(
                      (picture, _, _) -> ChangeRules.revoke(picture, unwanted),
                      gone ->
                          RevokeSecurityGroupIngressResponse.builder()
                              .returnValue(true)
                              .revokedSecurityGroupRules(
                                  gone.stream().map(GroupView::revoked).toList())
                              .build());
                }));
  }
}
