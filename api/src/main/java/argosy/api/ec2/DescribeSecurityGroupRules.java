package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.SecurityGroupRule;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;

/// Tells of the rules of security groups, each for itself.
final class DescribeSecurityGroupRules implements Action<DescribeSecurityGroupRulesRequest> {
  private static final Listing<SecurityGroupRule> LISTING =
      new Listing<>(
          Noun.SECURITY_GROUP_RULE, SecurityGroupRule.KIND, DescribeSecurityGroupRules::filters);

  private static Filters<SecurityGroupRule> filters() {
    return Filters.<SecurityGroupRule>none()
        .by("group-id", SecurityGroupRule::group)
        .by("security-group-rule-id", SecurityGroupRule::id);
  }

  @Override
  public Answer perform(DescribeSecurityGroupRulesRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.securityGroupRuleIds(),
            request.filters(),
            request.nextToken(),
            request.maxResults()),
        page ->
            DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(
                    page.items().stream().map(it -> GroupView.rule(context, it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
