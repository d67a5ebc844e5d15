package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;

/// Stops a service deployment that is under way: it goes back, or stays where it is.
final class StopServiceDeployment implements Action<StopServiceDeploymentRequest> {

  @Override
  public Answer perform(StopServiceDeploymentRequest request, Context context) {
    String named = request.serviceDeploymentArn();
    if (named == null) {
      return Context.invalid("serviceDeploymentArn is required: the ARN of a service deployment.");
    }
    if (request.stopType() == StopServiceDeploymentStopType.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "stopType must be ROLLBACK or ABORT, not " + request.stopTypeAsString() + ".");
    }
    Optional<ServiceDeploymentArn> arn = ServiceDeploymentArn.parse(named);
    if (arn.isEmpty()) {
      return Context.invalid("'" + named + "' is not the ARN of a service deployment.");
    }
    if (!arn.get().service().cell().equals(context.cell().id())) {
      return Context.refuse(new EcsError.ServiceDeploymentNotFound());
    }
    boolean goesBack = request.stopType() != StopServiceDeploymentStopType.ABORT;
    return context.ask(
        (picture, now, random) ->
            argosy.domain.deployment.StopServiceDeployment.decide(
                picture, arn.get(), goesBack, context.caller().arn(), now, random),
        rollout ->
            StopServiceDeploymentResponse.builder()
                .serviceDeploymentArn(rollout.arn().toString())
                .build());
  }
}
