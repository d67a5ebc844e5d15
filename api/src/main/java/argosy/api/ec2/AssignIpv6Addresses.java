package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.InterfaceIpv6;
import argosy.domain.network.Ipv6Wish;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;

/// Gives a network interface an IPv6 address.
final class AssignIpv6Addresses implements Action<AssignIpv6AddressesRequest> {

  @Override
  public Answer perform(AssignIpv6AddressesRequest request, Context context) {
    return Ranges.wish(
        request.ipv6AddressCount(),
        request.ipv6Addresses(),
        wish ->
            switch (wish) {
              case Ipv6Wish.AsSubnetSays _ ->
                  Context.refuse(NetworkErrors.missing("Ipv6AddressCount"));
              case Ipv6Wish.None _ ->
                  Context.refuse(
                      NetworkErrors.invalid(
                          "Value (0) for parameter ipv6AddressCount is invalid."));
              case Ipv6Wish.Any _, Ipv6Wish.Certain _ ->
                  context.ask(
                      (picture, _, _) ->
                          InterfaceIpv6.assign(picture, request.networkInterfaceId(), wish),
                      it ->
                          AssignIpv6AddressesResponse.builder()
                              .networkInterfaceId(it.id())
                              .assignedIpv6Addresses(InterfaceView.ipv6(it).toList())
                              .build());
            });
  }
}
