package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule.Peer;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;

/// Tells of security groups and what they let through.
final class DescribeSecurityGroups implements Action<DescribeSecurityGroupsRequest> {
  private static final Listing<SecurityGroup> LISTING =
      new Listing<>(Noun.SECURITY_GROUP, SecurityGroup.KIND, DescribeSecurityGroups::filters);

  private static Filters<SecurityGroup> filters() {
    return Filters.<SecurityGroup>none()
        .by("group-id", SecurityGroup::id)
        .by("group-name", SecurityGroup::name)
        .by("description", SecurityGroup::description)
        .by("owner-id", SecurityGroup::account)
        .by("vpc-id", SecurityGroup::vpc)
        .with(GroupView.rules(false, Peer.Type.IPV4), "ip-permission.cidr")
        .with(GroupView.rules(false, Peer.Type.IPV6), "ip-permission.ipv6-cidr")
        .with(GroupView.rules(false, Peer.Type.GROUP), "ip-permission.group-id")
        .with(GroupView.rules(false, Peer.Type.PREFIX_LIST), "ip-permission.prefix-list-id")
        .with(GroupView.rules(false, it -> it.traffic().protocol()), "ip-permission.protocol")
        .with(GroupView.rules(false, it -> it.traffic().fromPort()), "ip-permission.from-port")
        .with(GroupView.rules(false, it -> it.traffic().toPort()), "ip-permission.to-port")
        .with(GroupView.rules(true, Peer.Type.IPV4), "egress.ip-permission.cidr")
        .with(GroupView.rules(true, Peer.Type.IPV6), "egress.ip-permission.ipv6-cidr")
        .with(GroupView.rules(true, Peer.Type.GROUP), "egress.ip-permission.group-id")
        .with(GroupView.rules(true, Peer.Type.PREFIX_LIST), "egress.ip-permission.prefix-list-id")
        .with(GroupView.rules(true, it -> it.traffic().protocol()), "egress.ip-permission.protocol")
        .with(
            GroupView.rules(true, it -> it.traffic().fromPort()), "egress.ip-permission.from-port")
        .with(GroupView.rules(true, it -> it.traffic().toPort()), "egress.ip-permission.to-port");
  }

  @Override
  public Answer perform(DescribeSecurityGroupsRequest request, Context context) {
    return GroupView.ids(context, request, ids -> answer(request, ids, context));
  }

  private static Answer answer(
      DescribeSecurityGroupsRequest request, List<String> ids, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(ids, request.filters(), request.nextToken(), request.maxResults()),
        page ->
            DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.items().stream().map(it -> GroupView.of(context, it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
