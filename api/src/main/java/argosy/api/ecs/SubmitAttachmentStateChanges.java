package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesRequest;
import software.amazon.awssdk.services.ecs.model.SubmitAttachmentStateChangesResponse;

/// Takes an agent's report of attachments.
final class SubmitAttachmentStateChanges implements Action<SubmitAttachmentStateChangesRequest> {

  @Override
  public Answer perform(SubmitAttachmentStateChangesRequest request, Context context) {
    if (request.attachments().isEmpty()) {
      return Context.invalid("attachments needs at least one entry.");
    }
    return Attachments.complaint(request.attachments())
        .orElseGet(() ->
            Named.activeCluster(
                context,
                request.cluster(),
                _ ->
                    Context.reply(
                        SubmitAttachmentStateChangesResponse.builder()
                            .acknowledgment("ok")
                            .build())));
  }
}
