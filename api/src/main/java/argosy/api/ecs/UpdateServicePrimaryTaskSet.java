package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.service.TaskSets;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.UpdateServicePrimaryTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServicePrimaryTaskSetResponse;

/// Makes a task set the primary one of its service, which then shows what it says as its own.
final class UpdateServicePrimaryTaskSet implements Action<UpdateServicePrimaryTaskSetRequest> {

  @Override
  public Answer perform(UpdateServicePrimaryTaskSetRequest request, Context context) {
    return Named.taskSet(
        context,
        request.cluster(),
        request.service(),
        "primaryTaskSet",
        request.primaryTaskSet(),
        arn ->
            context.ask(
                (picture, now, random) -> TaskSets.primary(picture, arn, now, random),
                set ->
                    UpdateServicePrimaryTaskSetResponse.builder()
                        .taskSet(TaskSetView.of(context.picture(), set, false))
                        .build()));
  }
}
