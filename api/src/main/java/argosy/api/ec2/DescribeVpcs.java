package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.Vpc;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/// Tells of VPCs.
final class DescribeVpcs implements Action<DescribeVpcsRequest> {
  private static final Listing<Vpc> LISTING =
      new Listing<>(Noun.VPC, Vpc.KIND, DescribeVpcs::filters);

  private static Filters<Vpc> filters() {
    return Tie.filters(Filters.<Vpc>none(), vpc -> Optional.ofNullable(vpc.ipv6()))
        .by("vpc-id", Vpc::id)
        .by("cidr", Vpc::cidr)
        .by("owner-id", Vpc::account)
        .by("state", _ -> "available")
        .with((_, vpc) -> Stream.of(String.valueOf(vpc.defaultVpc())), "is-default", "isDefault")
        .with((picture, _) -> VpcView.dhcpOptions(picture).stream(), "dhcp-options-id")
        .any("cidr-block-association.cidr-block", vpc -> vpc.ranges().stream().map(Vpc.Range::cidr))
        .any(
            "cidr-block-association.association-id",
            vpc -> vpc.ranges().stream().map(Vpc.Range::association))
        .any("cidr-block-association.state", vpc -> vpc.ranges().stream().map(_ -> "associated"))
        .any(
            "ipv6-cidr-block-association.ipv6-pool",
            vpc -> Stream.ofNullable(vpc.ipv6()).map(_ -> VpcView.POOL));
  }

  @Override
  public Answer perform(DescribeVpcsRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.vpcIds(), request.filters(), request.nextToken(), request.maxResults()),
        page ->
            DescribeVpcsResponse.builder()
                .vpcs(page.items().stream().map(it -> VpcView.of(context, it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
