package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.iam.ChangeAccessKey;
import argosy.domain.iam.IamErrors;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/// Takes an access key of a user, or of the caller, out of use or back into use.
final class UpdateAccessKey implements Action<UpdateAccessKeyRequest> {

  @Override
  public Answer perform(UpdateAccessKeyRequest request, Context context) {

    if (request.status() != StatusType.ACTIVE && request.status() != StatusType.INACTIVE) {
      return Context.refuse(
          IamErrors.invalid(
              "status must be Active or Inactive, not " + request.statusAsString() + "."));
    }
    boolean active = request.status() == StatusType.ACTIVE;
    return Named.userName(
        context,
        request.userName(),
        name ->
            context.ask(
                (picture, _, _) ->
                    ChangeAccessKey.activate(picture, name, request.accessKeyId(), active),
                _ -> UpdateAccessKeyResponse.builder().build()));
  }
}
