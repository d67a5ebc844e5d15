package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.domain.id.ClusterArn;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;
import software.amazon.awssdk.services.ecs.model.StartTaskResponse;

/// Starts a task of a definition on each of the instances that the caller names.
final class StartTask implements Action<StartTaskRequest> {

  @Override
  public Answer perform(StartTaskRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "cluster",
            "containerInstances",
            "enableECSManagedTags",
            "group",
            "networkConfiguration",
            "overrides",
            "propagateTags",
            "referenceId",
            "startedBy",
            "tags",
            "taskDefinition");
    return refused.orElseGet(() ->
        Definitions.reference(
            context,
            request.taskDefinition(),
            _ ->
                Named.cluster(
                    context,
                    request.cluster(),
                    cluster ->
                        Named.stray(cluster, request.containerInstances())
                            .orElseGet(() -> start(cluster, request, context)))));
  }

  private static Answer start(ClusterArn cluster, StartTaskRequest request, Context context) {
    return context.ask(
        (picture, now, random) ->
            argosy.domain.task.StartTask.decide(picture, cluster, request, now, random),
        started ->
            StartTaskResponse.builder()
                .tasks(new TaskView(context.picture(), true).of(started.tasks()))
                .failures(started.failures())
                .build());
  }
}
