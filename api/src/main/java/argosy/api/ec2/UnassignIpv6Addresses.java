package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.InterfaceIpv6;
import argosy.domain.network.Ipv6;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesResponse;

/// Takes the IPv6 address from a network interface.
final class UnassignIpv6Addresses implements Action<UnassignIpv6AddressesRequest> {

  @Override
  public Answer perform(UnassignIpv6AddressesRequest request, Context context) {
    return Ranges.addresses6(
        request.ipv6Addresses(),
        addresses ->
            context.ask(
                (picture, _, _) ->
                    InterfaceIpv6.unassign(picture, request.networkInterfaceId(), addresses),
                it ->
                    UnassignIpv6AddressesResponse.builder()
                        .networkInterfaceId(it.id())
                        .unassignedIpv6Addresses(addresses.stream().map(Ipv6::toString).toList())
                        .build()));
  }
}
