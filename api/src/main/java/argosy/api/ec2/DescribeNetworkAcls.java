package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkAcl;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;

/// Tells of network ACLs.
final class DescribeNetworkAcls implements Action<DescribeNetworkAclsRequest> {
  private static final Listing<NetworkAcl> LISTING =
      new Listing<>(Noun.NETWORK_ACL, NetworkAcl.KIND, DescribeNetworkAcls::filters);

  private static Filters<NetworkAcl> filters() {
    return Filters.<NetworkAcl>none()
        .by("network-acl-id", NetworkAcl::id)
        .by("vpc-id", NetworkAcl::vpc)
        .by("owner-id", NetworkAcl::account)
        .by("default", NetworkAcl::defaultAcl)
        .any(
            "association.association-id",
            it -> it.associations().stream().map(NetworkAcl.Association::id))
        .any("association.network-acl-id", it -> it.associations().stream().map(_ -> it.id()))
        .any(
            "association.subnet-id",
            it -> it.associations().stream().map(NetworkAcl.Association::subnet))
        .any("entry.cidr", AclView.ranges("."))
        .any("entry.ipv6-cidr", AclView.ranges(":"))
        .any("entry.egress", it -> it.entries().stream().map(NetworkAcl.Entry::egress))
        .any("entry.protocol", it -> it.entries().stream().map(NetworkAcl.Entry::protocol))
        .any("entry.rule-number", it -> it.entries().stream().map(NetworkAcl.Entry::number))
        .any("entry.rule-action", it -> it.entries().stream().map(AclView::action));
  }

  @Override
  public Answer perform(DescribeNetworkAclsRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.networkAclIds(), request.filters(), request.nextToken(), request.maxResults()),
        page ->
            DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items().stream().map(it -> AclView.of(it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
