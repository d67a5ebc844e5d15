package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Page;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Host;
import argosy.domain.query.Query;
import argosy.domain.task.Rooms;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;

/// Lists the instances of a cluster by status and by an expression of the cluster query language;
/// all that haven't left unless a status is asked for.
final class ListContainerInstances implements Action<ListContainerInstancesRequest> {

  @Override
  public Answer perform(ListContainerInstancesRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(request, "cluster", "filter", "status", "nextToken", "maxResults");
    if (request.status() == ContainerInstanceStatus.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "status must be one of "
              + ContainerInstanceStatus.knownValues().stream().sorted().toList()
              + ", not "
              + request.statusAsString()
              + ".");
    }
    return refused.orElseGet(() ->
        filtered(
            request.filter(),
            filter ->
                Named.inCluster(
                    context,
                    request.cluster(),
                    request.nextToken(),
                    request.maxResults(),
                    (cluster, page) ->
                        list(
                            cluster,
                            page,
                            isWanted(context, request.statusAsString(), filter),
                            context))));
  }

  private static Answer filtered(@Nullable String filter, Function<Optional<Query>, Answer> list) {
    if (filter == null || filter.isEmpty()) {
      return list.apply(Optional.empty());
    }
    return switch (Query.parse(filter)) {
      case Query.Parsed.Understood(Query query) -> list.apply(Optional.of(query));
      case Query.Parsed.Wrong(String complaint) -> Context.invalid("Invalid filter: " + complaint);
    };
  }

  private static Predicate<Instance> isWanted(
      Context context, @Nullable String status, Optional<Query> filter) {
    Predicate<Instance> isListed = instance -> Host.of(instance).pool().isInstance();
    Predicate<Instance> hasStatus =
        isListed.and(
            status == null
                ? Instance::belongs
                : instance -> instance.status().name().equals(status));
    return filter
        .map(query ->
            hasStatus.and(
                instance -> query.test(Rooms.ledger(context.picture(), instance).subject())))
        .orElse(hasStatus);
  }

  private static Answer list(
      ClusterArn cluster, Page.Request page, Predicate<Instance> wanted, Context context) {
    Page<Instance> instances =
        Page.of(
            page,
            context.picture().startingWith(Instance.KIND, cluster.name() + "/", page.after()),
            wanted);
    return Context.reply(
        ListContainerInstancesResponse.builder()
            .containerInstanceArns(instances.items().stream().map(i -> i.arn().toString()).toList())
            .nextToken(instances.nextToken())
            .build());
  }
}
