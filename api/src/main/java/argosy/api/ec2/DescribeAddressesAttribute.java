package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ElasticIp;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;

/// Tells the names of public addresses: none, as no reverse name can be set.
final class DescribeAddressesAttribute implements Action<DescribeAddressesAttributeRequest> {
  private static final Listing<ElasticIp> LISTING =
      new Listing<>(Noun.ELASTIC_IP, ElasticIp.KIND, Filters::none);

  @Override
  public Answer perform(DescribeAddressesAttributeRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.allocationIds(), List.of(), request.nextToken(), request.maxResults()),
        page ->
            DescribeAddressesAttributeResponse.builder()
                .addresses(
                    page.items().stream()
                        .map(it ->
                            AddressAttribute.builder()
                                .allocationId(it.id())
                                .publicIp(it.address().toString())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build());
  }
}
