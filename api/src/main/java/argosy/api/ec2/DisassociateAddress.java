package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeElasticIp;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;

/// Takes a public address from what has it.
final class DisassociateAddress implements Action<DisassociateAddressRequest> {

  @Override
  public Answer perform(DisassociateAddressRequest request, Context context) {
    return context.ask(
        (picture, _, _) -> ChangeElasticIp.disassociate(picture, request.associationId()),
        _ -> DisassociateAddressResponse.builder().build());
  }
}
