package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.UpdateDaemonRequest;
import software.amazon.awssdk.services.ecs.model.UpdateDaemonResponse;

/// Changes a daemon, which begins a deployment.
final class UpdateDaemon implements Action<UpdateDaemonRequest> {

  @Override
  public Answer perform(UpdateDaemonRequest request, Context context) {
    Optional<Answer> refused =
        Boolean.TRUE.equals(request.enableExecuteCommand())
            ? Members.refuseOthers(
                request,
                "daemonArn",
                "daemonTaskDefinitionArn",
                "capacityProviderArns",
                "deploymentConfiguration",
                "propagateTags",
                "enableECSManagedTags")
            : Optional.empty();
    return refused.orElseGet(() ->
        Daemons.named(
            context,
            request.daemonArn(),
            arn ->
                context.ask(
                    (picture, now, random) ->
                        argosy.domain.daemon.UpdateDaemon.decide(
                            picture, arn, request, now, random),
                    daemon ->
                        UpdateDaemonResponse.builder()
                            .daemonArn(daemon.arn().toString())
                            .status(daemon.status())
                            .createdAt(daemon.createdAt())
                            .updatedAt(daemon.updatedAt())
                            .deploymentArn(daemon.deploymentArn().toString())
                            .build())));
  }
}
