package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.cluster.Cluster;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;

/// Lists the clusters that are active.
final class ListClusters implements Action<ListClustersRequest> {

  @Override
  public Answer perform(ListClustersRequest request, Context context) {
    return Page.read(
        request.nextToken(),
        request.maxResults(),
        page -> {
          Page<Cluster> clusters =
              Page.of(
                  page,
                  context.picture().startingWith(Cluster.KIND, "", page.after()),
                  Cluster::isActive);
          return Context.reply(
              ListClustersResponse.builder()
                  .clusterArns(
                      clusters.items().stream().map(cluster -> cluster.arn().toString()).toList())
                  .nextToken(clusters.nextToken())
                  .build());
        });
  }
}
