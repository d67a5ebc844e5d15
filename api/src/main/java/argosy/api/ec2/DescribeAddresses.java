package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ElasticIp;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;

/// Tells of the public addresses that an account keeps.
final class DescribeAddresses implements Action<DescribeAddressesRequest> {
  private static final Listing<ElasticIp> LISTING =
      new Listing<>(Noun.ELASTIC_IP, ElasticIp.KIND, DescribeAddresses::filters);

  private static Filters<ElasticIp> filters() {
    return Filters.<ElasticIp>none()
        .by("allocation-id", ElasticIp::id)
        .by("domain", _ -> "vpc")
        .by("public-ip", ElasticIp::address)
        .any("instance-id", _ -> Stream.of())
        .any("association-id", it -> AddressView.association(it).stream())
        .any(
            "network-interface-id",
            it -> Optional.ofNullable(it.use()).stream().map(ElasticIp.Use::networkInterface))
        .any("network-interface-owner-id", it -> Stream.ofNullable(it.use()).map(_ -> it.account()))
        .any(
            "private-ip-address",
            it -> Optional.ofNullable(it.use()).stream().map(ElasticIp.Use::privateAddress));
  }

  @Override
  public Answer perform(DescribeAddressesRequest request, Context context) {
    var ids = new ArrayList<>(request.allocationIds());
    for (String address : request.publicIps()) {
      Optional<ElasticIp> there = ElasticIp.byAddress(context.picture(), address);
      if (there.isEmpty()) {
        return Context.refuse(AddressView.none(address));
      }
      ids.add(there.get().id());
    }
    return LISTING.answer(
        context,
        new Listing.Asked(ids, request.filters(), null, null),
        page ->
            DescribeAddressesResponse.builder()
                .addresses(page.items().stream().map(it -> AddressView.of(context, it)).toList())
                .build());
  }
}
