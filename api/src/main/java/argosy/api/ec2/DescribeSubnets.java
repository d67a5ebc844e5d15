package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.Subnet;
import argosy.domain.network.Zones;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;

/// Tells of subnets.
final class DescribeSubnets implements Action<DescribeSubnetsRequest> {
  private static final Listing<Subnet> LISTING =
      new Listing<>(Noun.SUBNET, Subnet.KIND, DescribeSubnets::filters);

  private static Filters<Subnet> filters() {
    return Tie.filters(Filters.<Subnet>none(), it -> Optional.ofNullable(it.ipv6()))
        .by("subnet-id", Subnet::id)
        .by("vpc-id", Subnet::vpc)
        .by("owner-id", Subnet::account)
        .by("state", _ -> "available")
        .by("subnet-arn", SubnetView::arn)
        .by("enable-dns64", subnet -> subnet.settings().dns64())
        .by("map-public-ip-on-launch", subnet -> subnet.settings().publicAddresses())
        .by("ipv6-native", _ -> false)
        .by(
            "private-dns-name-options-on-launch.hostname-type",
            subnet -> subnet.settings().hostnames())
        .any("outpost-arn", _ -> Stream.of())
        .with((_, subnet) -> Stream.of(subnet.zone()), "availability-zone", "availabilityZone")
        .with(
            (_, subnet) -> Stream.of(Zones.id(subnet.zone())),
            "availability-zone-id",
            "availabilityZoneId")
        .with((_, subnet) -> Stream.of(subnet.cidr().toString()), "cidr-block", "cidr", "cidrBlock")
        .with(
            (_, subnet) -> Stream.of(String.valueOf(subnet.defaultForZone())),
            "default-for-az",
            "defaultForAz")
        .with(
            (picture, subnet) -> Stream.of(String.valueOf(SubnetView.free(picture, subnet))),
            "available-ip-address-count");
  }

  @Override
  public Answer perform(DescribeSubnetsRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.subnetIds(), request.filters(), request.nextToken(), request.maxResults()),
        page ->
            DescribeSubnetsResponse.builder()
                .subnets(
                    page.items().stream().map(it -> SubnetView.of(context.picture(), it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
