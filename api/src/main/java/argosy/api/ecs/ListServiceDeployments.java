package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceArn;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.wire.Answer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/// Lists the deployments of a service that are remembered, the newest first.
final class ListServiceDeployments implements Action<ListServiceDeploymentsRequest> {

  @Override
  public Answer perform(ListServiceDeploymentsRequest request, Context context) {
    if (request.status().contains(ServiceDeploymentStatus.UNKNOWN_TO_SDK_VERSION)) {
      return Context.invalid(
          "status takes "
              + ServiceDeploymentStatus.knownValues().stream().map(Enum::name).sorted().toList()
              + ", not "
              + request.statusAsStrings()
              + ".");
    }
    return Named.service(
        context, request.cluster(), request.service(), arn -> page(request, arn, context));
  }

  private static Answer page(
      ListServiceDeploymentsRequest request, ServiceArn arn, Context context) {
    if (Cluster.active(context.picture(), arn.clusterArn()).isEmpty()) {
      return Context.refuse(new EcsError.ClusterNotFound());
    }
    if (context.picture().find(Service.key(arn)).isEmpty()) {
      return Context.refuse(new EcsError.ServiceNotFound());
    }
    return Page.read(
        request.nextToken(), request.maxResults(), page -> list(request, arn, page, context));
  }

  private static Answer list(
      ListServiceDeploymentsRequest request, ServiceArn arn, Page.Request page, Context context) {
    List<Rollout> all =
        Rollout.of(context.picture(), arn).stream()
            .filter(wanted(request))
            .filter(rollout -> position(rollout).compareTo(page.after()) > 0)
            .sorted(Comparator.comparing(ListServiceDeployments::position))
            .toList();
    Page<Rollout> found = Page.of(page, all.stream(), ListServiceDeployments::position);
    return Context.reply(
        ListServiceDeploymentsResponse.builder()
            .serviceDeployments(found.items().stream().map(RolloutView::brief).toList())
            .nextToken(found.nextToken())
            .build());
  }

  /// Grows with the age.
  private static String position(Rollout rollout) {
    long created = rollout.times().createdAt().toEpochMilli();
    return "%019d/%s".formatted(Long.MAX_VALUE - created, rollout.arn().id());
  }

  private static Predicate<Rollout> wanted(ListServiceDeploymentsRequest request) {
    Set<ServiceDeploymentStatus> statuses = Set.copyOf(request.status());
    @Nullable CreatedAt created = request.createdAt();
    @Nullable Instant after = created == null ? null : created.after();
    @Nullable Instant before = created == null ? null : created.before();
    return rollout ->
        (statuses.isEmpty() || statuses.contains(rollout.status()))
            && (after == null || rollout.times().createdAt().isAfter(after))
            && (before == null || rollout.times().createdAt().isBefore(before));
  }
}
