package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;

/// Adds rules to what a security group lets in.
final class AuthorizeSecurityGroupIngress implements Action<AuthorizeSecurityGroupIngressRequest> {

  @Override
  public Answer perform(AuthorizeSecurityGroupIngressRequest request, Context context) {
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
                rules ->
                    Tagging.read(
                        request.tagSpecifications(),
                        Noun.SECURITY_GROUP_RULE,
                        tags -> {
                          var wanted = new ChangeRules.Wanted(group, false, rules, tags);
                          return context.ask(
                              (picture, _, random) ->
                                  ChangeRules.authorize(picture, wanted, random),
                              made ->
                                  AuthorizeSecurityGroupIngressResponse.builder()
                                      .returnValue(true)
                                      .securityGroupRules(
                                          made.stream()
                                              .map(rule -> GroupView.rule(context, rule))
                                              .toList())
                                      .build());
                        })));
  }
}
