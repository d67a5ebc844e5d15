package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.TaskArn;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;

/// Stops a task; its containers get SIGTERM, and SIGKILL when their time to stop is over.
final class StopTask implements Action<StopTaskRequest> {

  @Override
  public Answer perform(StopTaskRequest request, Context context) {
    if (request.task() == null || request.task().isBlank()) {
      return Context.invalid("task is required: the id or ARN of the task to stop.");
    }
    String reason =
        Objects.requireNonNullElse(request.reason(), argosy.domain.task.StopTask.BY_USER);
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster ->
            Named.stray(cluster, List.of(request.task()))
                .or(() ->
                    TaskArn.parse(cluster, request.task())
                        .map(task -> stop(cluster, task, reason, context)))
                .orElseGet(() -> Context.invalid("The referenced task was not found.")));
  }

  private static Answer stop(ClusterArn cluster, TaskArn task, String reason, Context context) {
    return context.ask(
        (picture, now, _) ->
            argosy.domain.task.StopTask.decide(picture, cluster, task, reason, now),
        stopped ->
            StopTaskResponse.builder()
                .task(new TaskView(context.picture(), true).of(stopped))
                .build());
  }
}
