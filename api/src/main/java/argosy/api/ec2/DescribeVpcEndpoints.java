package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.Noun;
import argosy.domain.network.VpcEndpoint;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;

/// Tells of the endpoints of VPCs.
final class DescribeVpcEndpoints implements Action<DescribeVpcEndpointsRequest> {
  private static final Listing<VpcEndpoint> LISTING =
      new Listing<>(Noun.VPC_ENDPOINT, VpcEndpoint.KIND, DescribeVpcEndpoints::filters);

  private static Filters<VpcEndpoint> filters() {
    return Filters.<VpcEndpoint>none()
        .by("vpc-endpoint-id", VpcEndpoint::id)
        .by("vpc-id", VpcEndpoint::vpc)
        .by("service-name", VpcEndpoint::service)
        .by("vpc-endpoint-type", EndpointView::type)
        .by("vpc-endpoint-state", _ -> "available")
        .by("ip-address-type", _ -> "ipv4");
  }

  @Override
  public Answer perform(DescribeVpcEndpointsRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.vpcEndpointIds(), request.filters(), request.nextToken(), request.maxResults()),
        page ->
            DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(
                    page.items().stream()
                        .map(it -> EndpointView.of(context.picture(), it))
                        .toList())
                .nextToken(page.nextToken())
                .build());
  }
}
