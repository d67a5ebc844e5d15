package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.deployment.UpdateTaskProtection;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;

/// Says which of some tasks of services are protected and until when, or of all that are.
final class GetTaskProtection implements Action<GetTaskProtectionRequest> {

  @Override
  public Answer perform(GetTaskProtectionRequest request, Context context) {
    return Protection.of(
        context,
        request.cluster(),
        request.tasks(),
        Named.DESCRIBED_MAX,
        cluster -> {
          UpdateTaskProtection.Protections found =
              UpdateTaskProtection.read(
                  context.picture(), cluster, request.tasks(), context.cell().now());
          return Context.reply(
              GetTaskProtectionResponse.builder()
                  .protectedTasks(found.tasks())
                  .failures(found.failures())
                  .build());
        });
  }
}
