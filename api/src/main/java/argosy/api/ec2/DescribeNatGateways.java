package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NatGateway;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;

/// Tells of NAT gateways, also of those deleted within the hour.
final class DescribeNatGateways implements Action<DescribeNatGatewaysRequest> {
  private static final Listing<NatGateway> LISTING =
      new Listing<>(Noun.NAT_GATEWAY, NatGateway.KIND, DescribeNatGateways::filters);

  private static Filters<NatGateway> filters() {
    return Filters.<NatGateway>none()
        .by("nat-gateway-id", NatGateway::id)
        .by("subnet-id", NatGateway::subnet)
        .by("vpc-id", NatGateway::vpc)
        .by("state", GatewayView::state);
  }

  @Override
  public Answer perform(DescribeNatGatewaysRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.natGatewayIds(), request.filter(), request.nextToken(), request.maxResults()),
        it -> !it.forgotten(context.cell().now()),
        page ->
            DescribeNatGatewaysResponse.builder()
                .natGateways(page.items().stream().map(it -> GatewayView.of(it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
