package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.daemon.Daemon;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.ClusterArn;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DaemonSummary;
import software.amazon.awssdk.services.ecs.model.ListDaemonsRequest;
import software.amazon.awssdk.services.ecs.model.ListDaemonsResponse;

/// Lists the daemons of a cluster, or those of some capacity providers there.
final class ListDaemons implements Action<ListDaemonsRequest> {

  @Override
  public Answer perform(ListDaemonsRequest request, Context context) {
    return Named.inCluster(
        context,
        request.clusterArn(),
        request.nextToken(),
        request.maxResults(),
        (cluster, page) -> list(request, cluster, page, context));
  }

  private static Answer list(
      ListDaemonsRequest request, ClusterArn cluster, Page.Request page, Context context) {
    List<String> providers =
        request.capacityProviderArns().stream()
            .map(reference -> CapacityProviderArn.parse(cluster.cell(), reference))
            .flatMap(Optional::stream)
            .map(CapacityProviderArn::name)
            .toList();
    Page<Daemon> daemons =
        Page.of(
            page,
            context.picture().startingWith(Daemon.KIND, cluster.name() + "/", page.after()),
            daemon ->
                request.capacityProviderArns().isEmpty()
                    || daemon.providers().stream().anyMatch(providers::contains));
    return Context.reply(
        ListDaemonsResponse.builder()
            .daemonSummariesList(daemons.items().stream().map(ListDaemons::summary).toList())
            .nextToken(daemons.nextToken())
            .build());
  }

  private static DaemonSummary summary(Daemon daemon) {
    return DaemonSummary.builder()
        .daemonArn(daemon.arn().toString())
        .status(daemon.status())
        .createdAt(daemon.createdAt())
        .updatedAt(daemon.updatedAt())
        .build();
  }
}
