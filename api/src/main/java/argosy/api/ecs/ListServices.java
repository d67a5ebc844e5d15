package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.id.ClusterArn;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// Lists the services of a cluster that aren't gone.
final class ListServices implements Action<ListServicesRequest> {

  @Override
  public Answer perform(ListServicesRequest request, Context context) {
    if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "launchType must be EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES, not "
              + request.launchTypeAsString()
              + ".");
    }
    if (request.schedulingStrategy() == SchedulingStrategy.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "schedulingStrategy must be REPLICA or DAEMON, not "
              + request.schedulingStrategyAsString()
              + ".");
    }
    return Named.inCluster(
        context,
        request.cluster(),
        request.nextToken(),
        request.maxResults(),
        (cluster, page) -> list(request, cluster, page, context.picture()));
  }

  private static Answer list(
      ListServicesRequest request, ClusterArn cluster, Page.Request page, Picture picture) {
    Page<Service> services =
        Page.of(
            page,
            picture.startingWith(Service.KIND, cluster.name() + "/", page.after()),
            wanted(request));
    return Context.reply(
        ListServicesResponse.builder()
            .serviceArns(services.items().stream().map(s -> s.arn().toString()).toList())
            .nextToken(services.nextToken())
            .build());
  }

  private static Predicate<Service> wanted(ListServicesRequest request) {
    return service ->
        service.lives()
            && (request.launchType() == null || request.launchType() == service.spec().launchType())
            && (request.schedulingStrategy() == null
                || Objects.equals(
                    request.schedulingStrategy(), service.spec().schedulingStrategy()));
  }
}
