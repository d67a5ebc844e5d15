package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;

/// Makes a service, which from then on keeps its tasks running.
final class CreateService implements Action<CreateServiceRequest> {

  @Override
  public Answer perform(CreateServiceRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "availabilityZoneRebalancing",
            "capacityProviderStrategy",
            "clientToken",
            "cluster",
            "deploymentConfiguration",
            "deploymentController",
            "desiredCount",
            "enableECSManagedTags",
            "healthCheckGracePeriodSeconds",
            "launchType",
            "networkConfiguration",
            "placementConstraints",
            "placementStrategy",
            "platformVersion",
            "propagateTags",
            "role",
            "schedulingStrategy",
            "serviceName",
            "tags",
            "taskDefinition");
    return refused.orElseGet(() ->
        Named.cluster(
            context,
            request.cluster(),
            cluster ->
                context.ask(
                    (picture, now, random) ->
                        argosy.domain.service.CreateService.decide(
                            picture, cluster, request, context.caller().arn(), now, random),
                    service ->
                        CreateServiceResponse.builder()
                            .service(ServiceView.of(context.picture(), service, true))
                            .build())));
  }
}
