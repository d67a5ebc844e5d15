package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.network.ChangeElasticIp;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/// Gives a public address back.
final class ReleaseAddress implements Action<ReleaseAddressRequest> {

  @Override
  public Answer perform(ReleaseAddressRequest request, Context context) {
    Optional<EcsError> elsewhere = AddressView.elsewhere(context, request.networkBorderGroup());
    if (elsewhere.isPresent()) {
      return Context.refuse(elsewhere.get());
    }
    return AddressView.allocation(
        context,
        request.allocationId(),
        request.publicIp(),
        id ->
            context.ask(
                (picture, _, _) -> ChangeElasticIp.release(picture, id),
                _ -> ReleaseAddressResponse.builder().build()));
  }
}
