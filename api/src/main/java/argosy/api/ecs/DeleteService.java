package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;

/// Deletes a service: it drains until its last task has stopped.
final class DeleteService implements Action<DeleteServiceRequest> {

  @Override
  public Answer perform(DeleteServiceRequest request, Context context) {
    boolean force = Boolean.TRUE.equals(request.force());
    return Named.service(
        context,
        request.cluster(),
        request.service(),
        arn ->
            context.ask(
                (picture, now, random) ->
                    argosy.domain.service.DeleteService.decide(picture, arn, force, now, random),
                service ->
                    DeleteServiceResponse.builder()
                        .service(ServiceView.of(context.picture(), service, true))
                        .build()));
  }
}
