package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/// Changes a service: how many tasks it has, what they are like, how they are replaced.
final class UpdateService implements Action<UpdateServiceRequest> {

  @Override
  public Answer perform(UpdateServiceRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "availabilityZoneRebalancing",
            "capacityProviderStrategy",
            "cluster",
            "deploymentConfiguration",
            "deploymentController",
            "desiredCount",
            "enableECSManagedTags",
            "forceNewDeployment",
            "healthCheckGracePeriodSeconds",
            "networkConfiguration",
            "placementConstraints",
            "placementStrategy",
            "platformVersion",
            "propagateTags",
            "service",
            "taskDefinition");
    return refused.orElseGet(() ->
        Named.service(
            context,
            request.cluster(),
            request.service(),
            arn ->
                context.ask(
                    (picture, now, random) ->
                        argosy.domain.service.UpdateService.decide(
                            picture, arn, request, now, random),
                    service ->
                        UpdateServiceResponse.builder()
                            .service(ServiceView.of(context.picture(), service, true))
                            .build())));
  }
}
