package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.InternetGateway;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;

/// Tells of internet gateways.
final class DescribeInternetGateways implements Action<DescribeInternetGatewaysRequest> {
  private static final Listing<InternetGateway> LISTING =
      new Listing<>(Noun.INTERNET_GATEWAY, InternetGateway.KIND, DescribeInternetGateways::filters);

  private static Filters<InternetGateway> filters() {
    return Filters.<InternetGateway>none()
        .by("internet-gateway-id", InternetGateway::id)
        .by("owner-id", InternetGateway::account)
        .any("attachment.vpc-id", it -> Stream.ofNullable(it.vpc()))
        .any("attachment.state", it -> Stream.ofNullable(it.vpc()).map(_ -> "available"));
  }

  @Override
  public Answer perform(DescribeInternetGatewaysRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.internetGatewayIds(),
            request.filters(),
            request.nextToken(),
            request.maxResults()),
        page ->
            DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items().stream().map(it -> GatewayView.of(it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
