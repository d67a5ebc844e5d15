package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.error.EcsError;
import argosy.domain.id.DaemonArn;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.state.Index;
import argosy.wire.Answer;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreatedAt;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentSummary;
import software.amazon.awssdk.services.ecs.model.ListDaemonDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.ListDaemonDeploymentsResponse;

/// Lists the deployments of a daemon, the newest first.
final class ListDaemonDeployments implements Action<ListDaemonDeploymentsRequest> {

  /// Descending positions: of so many milliseconds, what is left of the time.
  private static final long LAST = 999_999_999_999_999L;

  @Override
  public Answer perform(ListDaemonDeploymentsRequest request, Context context) {
    if (request.status().contains(DaemonDeploymentStatus.UNKNOWN_TO_SDK_VERSION)) {
      return Context.invalid("status has an unknown value: " + request.statusAsStrings() + ".");
    }
    return Daemons.named(
        context,
        request.daemonArn(),
        arn ->
            context.picture().find(Daemon.key(arn)).isEmpty()
                ? Context.refuse(new EcsError.DaemonNotFound())
                : Page.read(
                    request.nextToken(),
                    request.maxResults(),
                    page -> list(request, arn, page, context)));
  }

  private static Answer list(
      ListDaemonDeploymentsRequest request, DaemonArn arn, Page.Request page, Context context) {
    Stream<DaemonDeployment> all =
        DaemonDeployment.of(context.picture(), arn).stream()
            .filter(wanted(request))
            .sorted(Comparator.comparing(ListDaemonDeployments::position))
            .filter(d -> position(d).compareTo(page.after()) > 0);
    Page<DaemonDeployment> found = Page.of(page, all, ListDaemonDeployments::position);
    return Context.reply(
        ListDaemonDeploymentsResponse.builder()
            .daemonDeployments(found.items().stream().map(ListDaemonDeployments::summary).toList())
            .nextToken(found.nextToken())
            .build());
  }

  private static String position(DaemonDeployment deployment) {
    long left = LAST - deployment.times().createdAt().toEpochMilli();
    return Index.ordered(Instant.ofEpochMilli(left)) + deployment.arn().id();
  }

  private static Predicate<DaemonDeployment> wanted(ListDaemonDeploymentsRequest request) {
    CreatedAt within = Objects.requireNonNullElse(request.createdAt(), CreatedAt.builder().build());
    Instant after = Objects.requireNonNullElse(within.after(), Instant.MIN);
    Instant before = Objects.requireNonNullElse(within.before(), Instant.MAX);
    return deployment ->
        (request.status().isEmpty() || request.status().contains(deployment.status()))
            && !deployment.times().createdAt().isBefore(after)
            && !deployment.times().createdAt().isAfter(before);
  }

  private static DaemonDeploymentSummary summary(DaemonDeployment deployment) {
    DaemonArn daemon = deployment.arn().daemon();
    return DaemonDeploymentSummary.builder()
        .daemonDeploymentArn(deployment.arn().toString())
        .daemonArn(daemon.toString())
        .clusterArn(daemon.clusterArn().toString())
        .status(deployment.status())
        .statusReason(deployment.reason())
        .targetDaemonRevisionArn(new DaemonRevisionArn(daemon, deployment.target()).toString())
        .createdAt(deployment.times().createdAt())
        .startedAt(deployment.times().startedAt())
        .stoppedAt(deployment.times().stoppedAt())
        .finishedAt(deployment.times().finishedAt())
        .build();
  }
}
