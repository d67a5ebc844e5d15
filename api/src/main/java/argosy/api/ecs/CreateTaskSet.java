package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetResponse;

/// Makes a task set of a service whose tasks somebody outside replaces.
final class CreateTaskSet implements Action<CreateTaskSetRequest> {

  @Override
  public Answer perform(CreateTaskSetRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "capacityProviderStrategy",
            "clientToken",
            "cluster",
            "externalId",
            "launchType",
            "scale",
            "service",
            "tags",
            "taskDefinition");
    return refused.orElseGet(() ->
        Named.service(
            context,
            request.cluster(),
            request.service(),
            arn ->
                context.ask(
                    (picture, now, random) ->
                        argosy.domain.service.CreateTaskSet.decide(
                            picture, arn, request, now, random),
                    set ->
                        CreateTaskSetResponse.builder()
                            .taskSet(TaskSetView.of(context.picture(), set, true))
                            .build())));
  }
}
