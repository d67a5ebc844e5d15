package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.api.Page;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.service.Service;
import argosy.domain.task.Task;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/// Lists tasks of a cluster: those meant to run, unless stopped ones are asked for.
final class ListTasks implements Action<ListTasksRequest> {

  @Override
  public Answer perform(ListTasksRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "cluster",
            "containerInstance",
            "desiredStatus",
            "family",
            "launchType",
            "maxResults",
            "nextToken",
            "serviceName",
            "startedBy");
    if (request.desiredStatus() == DesiredStatus.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "desiredStatus must be RUNNING, PENDING or STOPPED, not "
              + request.desiredStatusAsString()
              + ".");
    }
    if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "launchType must be EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES, not "
              + request.launchTypeAsString()
              + ".");
    }
    return refused.orElseGet(() ->
        Named.inCluster(
            context,
            request.cluster(),
            request.nextToken(),
            request.maxResults(),
            (cluster, page) -> list(request, cluster, page, context)));
  }

  private static Answer list(
      ListTasksRequest request, ClusterArn cluster, Page.Request page, Context context) {
    if (request.serviceName() != null
        && ServiceArn.parse(cluster, request.serviceName())
            .flatMap(arn -> context.picture().find(Service.key(arn)))
            .isEmpty()) {
      return Context.refuse(new EcsError.ServiceNotFound());
    }
    Page<Task> tasks =
        Page.of(
            page,
            context.picture().startingWith(Task.KIND, cluster.name() + "/", page.after()),
            wanted(request, cluster));
    return Context.reply(
        ListTasksResponse.builder()
            .taskArns(tasks.items().stream().map(task -> task.arn().toString()).toList())
            .nextToken(tasks.nextToken())
            .build());
  }

  /// ECS never wants a task to be PENDING, so that a listing of such is always empty.
  private static Predicate<Task> wanted(ListTasksRequest request, ClusterArn cluster) {
    String desired =
        Objects.requireNonNullElse(
            request.desiredStatusAsString(), DesiredStatus.RUNNING.toString());
    Predicate<Task> all = task -> task.desired().name().equals(desired);
    if (request.family() != null) {
      all = all.and(task -> task.definition().family().equals(request.family()));
    }
    if (request.startedBy() != null) {
      all = all.and(task -> request.startedBy().equals(task.launch().startedBy()));
    }
    if (request.launchType() != null) {
      all = all.and(task -> task.launch().type() == request.launchType());
    }
    if (request.serviceName() != null) {
      String service =
          ServiceArn.parse(cluster, request.serviceName())
              .map(arn -> arn.cluster() + "/" + arn.name())
              .orElse("");
      all = all.and(task -> task.service().filter(service::equals).isPresent());
    }
    if (request.containerInstance() != null) {
      Optional<InstanceArn> instance = InstanceArn.parse(cluster, request.containerInstance());
      all =
          all.and(
              task -> !task.isOnFargate() && instance.filter(task.instance()::equals).isPresent());
    }
    return all;
  }
}
