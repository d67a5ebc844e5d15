package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetResponse;

/// Makes the default subnet of a zone anew.
final class CreateDefaultSubnet implements Action<CreateDefaultSubnetRequest> {

  @Override
  public Answer perform(CreateDefaultSubnetRequest request, Context context) {
    return SubnetView.zone(
        context,
        request.availabilityZone(),
        request.availabilityZoneId(),
        zone ->
            zone == null
                ? Context.refuse(NetworkErrors.missing("AvailabilityZone"))
                : context.ask(
                    (picture, _, random) ->
                        argosy.domain.network.CreateSubnet.decideDefault(
                            picture, context.cell().id(), zone, random),
                    subnet ->
                        CreateDefaultSubnetResponse.builder()
                            .subnet(SubnetView.of(context.picture(), subnet))
                            .build()));
  }
}
