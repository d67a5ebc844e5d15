package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.Daemon;
import argosy.domain.error.EcsError;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonRequest;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonResponse;

/// Describes a daemon, and how many tasks of which revision run.
final class DescribeDaemon implements Action<DescribeDaemonRequest> {

  @Override
  public Answer perform(DescribeDaemonRequest request, Context context) {
    return Daemons.named(
        context,
        request.daemonArn(),
        arn ->
            context
                .picture()
                .find(Daemon.key(arn))
                .map(daemon ->
                    Context.reply(
                        DescribeDaemonResponse.builder()
                            .daemon(Daemons.detail(context.picture(), daemon))
                            .build()))
                .orElseGet(() -> Context.refuse(new EcsError.DaemonNotFound())));
  }
}
