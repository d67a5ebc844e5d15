package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeNatGateway;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;

/// Makes a NAT gateway in a subnet.
final class CreateNatGateway implements Action<CreateNatGatewayRequest> {

  @Override
  public Answer perform(CreateNatGatewayRequest request, Context context) {
    boolean inPublic = !"private".equals(request.connectivityTypeAsString());
    if (inPublic == (request.allocationId() == null)) {
      return Context.refuse(
          inPublic
              ? NetworkErrors.missing("AllocationId")
              : NetworkErrors.combination(
                  "AllocationId can't be used with the connectivity type private."));
    }
    return Tagging.read(
        request.tagSpecifications(),
        Noun.NAT_GATEWAY,
        tags ->
            Ranges.address(
                request.privateIpAddress(),
                address -> {
                  var wanted =
                      new ChangeNatGateway.Wanted(
                          request.subnetId(), request.allocationId(), address, tags);
                  return context.ask(
                      (picture, now, random) ->
                          ChangeNatGateway.create(picture, wanted, now, random),
                      gateway ->
                          CreateNatGatewayResponse.builder()
                              .natGateway(GatewayView.of(gateway))
                              .clientToken(request.clientToken())
                              .build());
                }));
  }
}
