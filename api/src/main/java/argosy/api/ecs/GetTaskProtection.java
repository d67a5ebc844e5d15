package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.GetTaskProtectionResponse;

/// Says which of some tasks of services are protected, or of all.
final class GetTaskProtection implements Action<GetTaskProtectionRequest> {

  @Override
  public Answer perform(GetTaskProtectionRequest request, Context context) {
    return Protection.of(
        context,
        request.cluster(),
        request.tasks(),
        Named.DESCRIBED_MAX,
        failures -> Context.reply(GetTaskProtectionResponse.builder().failures(failures).build()));
  }
}
