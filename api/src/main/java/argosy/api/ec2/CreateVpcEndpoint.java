package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.ChangeEndpoint;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Noun;
import argosy.domain.network.VpcEndpoint;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;

/// Makes a way to a service that stays inside of a VPC. A record only.
final class CreateVpcEndpoint implements Action<CreateVpcEndpointRequest> {

  @Override
  public Answer perform(CreateVpcEndpointRequest request, Context context) {
    Optional<VpcEndpoint.Type> type = type(request.vpcEndpointTypeAsString());
    if (type.isEmpty()) {
      return Context.refuse(
          NetworkErrors.unsupported(
              "Argosy knows endpoints of the types Gateway and Interface, not "
                  + request.vpcEndpointTypeAsString()
                  + "."));
    }
    return Tagging.read(
        request.tagSpecifications(),
        Noun.VPC_ENDPOINT,
        tags -> {
          var settings =
              new VpcEndpoint.Settings(
                  Objects.requireNonNullElse(request.policyDocument(), EndpointView.OPEN),
                  request.routeTableIds(),
                  request.subnetIds(),
                  request.securityGroupIds(),
                  Objects.requireNonNullElse(
                      request.privateDnsEnabled(), type.get() == VpcEndpoint.Type.INTERFACE));
          var wanted =
              new ChangeEndpoint.Wanted(
                  context.cell().id(),
                  request.vpcId(),
                  type.get(),
                  request.serviceName(),
                  settings,
                  tags);
          return context.ask(
              (picture, now, random) -> ChangeEndpoint.create(picture, wanted, now, random),
              endpoint ->
                  CreateVpcEndpointResponse.builder()
                      .vpcEndpoint(EndpointView.of(context.picture(), endpoint))
                      .clientToken(request.clientToken())
                      .build());
        });
  }

  private static Optional<VpcEndpoint.Type> type(@Nullable String word) {
    return switch (Objects.requireNonNullElse(word, "Gateway")) {
      case "Gateway" -> Optional.of(VpcEndpoint.Type.GATEWAY);
      case "Interface" -> Optional.of(VpcEndpoint.Type.INTERFACE);
      default -> Optional.empty();
    };
  }
}
