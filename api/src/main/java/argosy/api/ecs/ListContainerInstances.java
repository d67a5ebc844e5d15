package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Page;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.Instance;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;

/// Lists the instances of a cluster by status; the active ones unless another is asked for.
final class ListContainerInstances implements Action<ListContainerInstancesRequest> {

  @Override
  public Answer perform(ListContainerInstancesRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(request, "cluster", "status", "nextToken", "maxResults");
    String status =
        Objects.requireNonNullElse(
            request.statusAsString(), ContainerInstanceStatus.ACTIVE.toString());
    return refused.orElseGet(() ->
        Named.activeCluster(
            context,
            request.cluster(),
            cluster ->
                Page.read(
                    request.nextToken(),
                    request.maxResults(),
                    page -> list(cluster, status, page, context))));
  }

  private static Answer list(
      ClusterArn cluster, String status, Page.Request page, Context context) {
    Page<Instance> instances =
        Page.of(
            page,
            context.picture().startingWith(Instance.KIND, cluster.name() + "/", page.after()),
            instance -> instance.status().name().equals(status));
    return Context.reply(
        ListContainerInstancesResponse.builder()
            .containerInstanceArns(instances.items().stream().map(i -> i.arn().toString()).toList())
            .nextToken(instances.nextToken())
            .build());
  }
}
