package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.service.TaskSets;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UpdateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskSetResponse;

/// Changes a task set's share of the tasks that its service wants.
final class UpdateTaskSet implements Action<UpdateTaskSetRequest> {

  @Override
  public Answer perform(UpdateTaskSetRequest request, Context context) {
    return Named.taskSet(
        context,
        request.cluster(),
        request.service(),
        "taskSet",
        request.taskSet(),
        arn ->
            context.ask(
                (picture, now, _) -> TaskSets.scale(picture, arn, request.scale(), now),
                set ->
                    UpdateTaskSetResponse.builder()
                        .taskSet(TaskSetView.of(context.picture(), set, false))
                        .build()));
  }
}
