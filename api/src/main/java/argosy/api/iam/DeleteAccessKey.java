package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeAccessKey;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;

/// Deletes an access key of a user, or of the caller.
final class DeleteAccessKey implements Action<DeleteAccessKeyRequest> {

  @Override
  public Answer perform(DeleteAccessKeyRequest request, Context context) {

    return Named.userName(
        context,
        request.userName(),
        name ->
            context.ask(
                (picture, _, _) -> ChangeAccessKey.delete(picture, name, request.accessKeyId()),
                _ -> DeleteAccessKeyResponse.builder().build()));
  }
}
