package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteDaemonRequest;
import software.amazon.awssdk.services.ecs.model.DeleteDaemonResponse;

/// Deletes a daemon: its tasks stop, and it is gone with the last one.
final class DeleteDaemon implements Action<DeleteDaemonRequest> {

  @Override
  public Answer perform(DeleteDaemonRequest request, Context context) {
    return Daemons.named(
        context,
        request.daemonArn(),
        arn ->
            context.ask(
                (picture, now, _) -> argosy.domain.daemon.DeleteDaemon.decide(picture, arn, now),
                daemon ->
                    DeleteDaemonResponse.builder()
                        .daemonArn(daemon.arn().toString())
                        .status(daemon.status())
                        .createdAt(daemon.createdAt())
                        .updatedAt(daemon.updatedAt())
                        .deploymentArn(daemon.deploymentArn().toString())
                        .build()));
  }
}
