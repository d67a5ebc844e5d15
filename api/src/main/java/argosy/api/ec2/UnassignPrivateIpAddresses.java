package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInterface;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/// Takes addresses from a network interface.
final class UnassignPrivateIpAddresses implements Action<UnassignPrivateIpAddressesRequest> {

  @Override
  public Answer perform(UnassignPrivateIpAddressesRequest request, Context context) {
    return Ranges.addresses(
        request.privateIpAddresses(),
        addresses ->
            context.ask(
                (picture, _, _) ->
                    ChangeInterface.unassign(picture, request.networkInterfaceId(), addresses),
                _ -> UnassignPrivateIpAddressesResponse.builder().build()));
  }
}
