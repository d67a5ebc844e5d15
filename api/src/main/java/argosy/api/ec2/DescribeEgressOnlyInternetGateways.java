package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.EgressOnlyGateway;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;

/// Tells of egress-only internet gateways.
final class DescribeEgressOnlyInternetGateways
    implements Action<DescribeEgressOnlyInternetGatewaysRequest> {

  /// EC2 filters them by their tags alone.
  private static final Listing<EgressOnlyGateway> LISTING =
      new Listing<>(Noun.EGRESS_ONLY_GATEWAY, EgressOnlyGateway.KIND, Filters::none);

  @Override
  public Answer perform(DescribeEgressOnlyInternetGatewaysRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.egressOnlyInternetGatewayIds(),
            request.filters(),
            request.nextToken(),
            request.maxResults()),
        page ->
            DescribeEgressOnlyInternetGatewaysResponse.builder()
                .egressOnlyInternetGateways(
                    page.items().stream().map(it -> GatewayView.of(it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
