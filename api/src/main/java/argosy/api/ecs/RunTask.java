package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/// Starts tasks of a definition on the instances of a cluster.
final class RunTask implements Action<RunTaskRequest> {

  @Override
  public Answer perform(RunTaskRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "capacityProviderStrategy",
            "clientToken",
            "cluster",
            "count",
            "enableECSManagedTags",
            "group",
            "launchType",
            "networkConfiguration",
            "overrides",
            "placementConstraints",
            "placementStrategy",
            "platformVersion",
            "propagateTags",
            "referenceId",
            "startedBy",
            "tags",
            "taskDefinition");
    return refused.orElseGet(
        () -> Definitions.reference(context, request.taskDefinition(), _ -> run(request, context)));
  }

  private static Answer run(RunTaskRequest request, Context context) {
    return Named.cluster(
        context,
        request.cluster(),
        cluster ->
            context.ask(
                (picture, now, random) ->
                    argosy.domain.task.RunTask.decide(picture, cluster, request, now, random),
                started ->
                    RunTaskResponse.builder()
                        .tasks(new TaskView(context.picture(), true).of(started.tasks()))
                        .failures(started.failures())
                        .build()));
  }
}
