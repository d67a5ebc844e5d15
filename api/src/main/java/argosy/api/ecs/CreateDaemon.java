package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateDaemonRequest;
import software.amazon.awssdk.services.ecs.model.CreateDaemonResponse;

/// Makes a daemon, which from then on runs on each instance of its capacity providers.
final class CreateDaemon implements Action<CreateDaemonRequest> {

  @Override
  public Answer perform(CreateDaemonRequest request, Context context) {
    Optional<Answer> refused =
        Boolean.TRUE.equals(request.enableExecuteCommand())
            ? Members.refuseOthers(
                request,
                "daemonName",
                "clusterArn",
                "daemonTaskDefinitionArn",
                "capacityProviderArns",
                "deploymentConfiguration",
                "tags",
                "propagateTags",
                "enableECSManagedTags",
                "clientToken")
            : Optional.empty();
    return refused.orElseGet(() ->
        Named.cluster(
            context,
            request.clusterArn(),
            cluster ->
                context.ask(
                    (picture, now, random) ->
                        argosy.domain.daemon.CreateDaemon.decide(
                            picture, cluster, request, now, random),
                    daemon ->
                        CreateDaemonResponse.builder()
                            .daemonArn(daemon.arn().toString())
                            .status(daemon.status())
                            .createdAt(daemon.createdAt())
                            .deploymentArn(daemon.deploymentArn().toString())
                            .build())));
  }
}
