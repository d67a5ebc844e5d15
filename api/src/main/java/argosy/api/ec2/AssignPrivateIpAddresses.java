package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeInterface;
import argosy.domain.network.Ipv4;
import argosy.domain.network.NetworkInterface;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;

/// Gives a network interface more addresses.
final class AssignPrivateIpAddresses implements Action<AssignPrivateIpAddressesRequest> {

  @Override
  public Answer perform(AssignPrivateIpAddressesRequest request, Context context) {
    return Ranges.addresses(
        request.privateIpAddresses(),
        certain ->
            context.ask(
                (picture, _, random) ->
                    ChangeInterface.assign(
                        picture,
                        request.networkInterfaceId(),
                        certain,
                        Objects.requireNonNullElse(request.secondaryPrivateIpAddressCount(), 0),
                        random),
                it -> view(request, it)));
  }

  /// The last of its addresses are those that it got.
  private static AssignPrivateIpAddressesResponse view(
      AssignPrivateIpAddressesRequest request, NetworkInterface it) {
    int got =
        request.privateIpAddresses().size()
            + Objects.requireNonNullElse(request.secondaryPrivateIpAddressCount(), 0);
    List<Ipv4> all = it.secondary();
    return AssignPrivateIpAddressesResponse.builder()
        .networkInterfaceId(it.id())
        .assignedPrivateIpAddresses(
            all.subList(all.size() - got, all.size()).stream()
                .map(address ->
                    AssignedPrivateIpAddress.builder().privateIpAddress(address.toString()).build())
                .toList())
        .build();
  }
}
