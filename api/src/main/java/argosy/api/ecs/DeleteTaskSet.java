package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.service.TaskSets;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskSetResponse;

/// Deletes a task set: it drains until its last task has stopped.
final class DeleteTaskSet implements Action<DeleteTaskSetRequest> {

  @Override
  public Answer perform(DeleteTaskSetRequest request, Context context) {
    boolean force = Boolean.TRUE.equals(request.force());
    return Named.taskSet(
        context,
        request.cluster(),
        request.service(),
        "taskSet",
        request.taskSet(),
        arn ->
            context.ask(
                (picture, now, _) -> TaskSets.delete(picture, arn, force, now),
                set ->
                    DeleteTaskSetResponse.builder()
                        .taskSet(TaskSetView.of(context.picture(), set, false))
                        .build()));
  }
}
