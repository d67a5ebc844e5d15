package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.network.ChangeElasticIp;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;

/// Gives an account a public address to keep.
final class AllocateAddress implements Action<AllocateAddressRequest> {

  @Override
  public Answer perform(AllocateAddressRequest request, Context context) {
    Optional<EcsError> elsewhere = AddressView.elsewhere(context, request.networkBorderGroup());
    if (elsewhere.isPresent()) {
      return Context.refuse(elsewhere.get());
    }
    return Tagging.read(
        request.tagSpecifications(),
        Noun.ELASTIC_IP,
        tags ->
            context.ask(
                (picture, _, random) ->
                    ChangeElasticIp.allocate(picture, context.cell().id().account(), tags, random),
                address ->
                    AllocateAddressResponse.builder()
                        .allocationId(address.id())
                        .publicIp(address.address().toString())
                        .domain("vpc")
                        .publicIpv4Pool("amazon")
                        .networkBorderGroup(context.cell().id().region())
                        .build()));
  }
}
