package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeElasticIp;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;

/// Gives an interface a public address that the account keeps.
final class AssociateAddress implements Action<AssociateAddressRequest> {

  @Override
  public Answer perform(AssociateAddressRequest request, Context context) {
    return AddressView.allocation(
        context,
        request.allocationId(),
        request.publicIp(),
        id ->
            Ranges.address(
                request.privateIpAddress(),
                own -> {
                  var wanted =
                      new ChangeElasticIp.Wanted(
                          id,
                          request.networkInterfaceId(),
                          own,
                          Boolean.TRUE.equals(request.allowReassociation()));
                  return context.ask(
                      (picture, _, random) -> ChangeElasticIp.associate(picture, wanted, random),
                      address ->
                          AssociateAddressResponse.builder()
                              .associationId(AddressView.association(address).orElseThrow())
                              .build());
                }));
  }
}
