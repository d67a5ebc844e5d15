package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import java.security.SecureRandom;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;

/// Makes an access key for a user, or for the caller, and tells its secret this once.
final class CreateAccessKey implements Action<CreateAccessKeyRequest> {

  /// The cell's own chance is for what may be guessed.
  private static final SecureRandom SECRETS = new SecureRandom();

  @Override
  public Answer perform(CreateAccessKeyRequest request, Context context) {

    return Named.userName(
        context,
        request.userName(),
        name ->
            context.ask(
                (picture, now, _) ->
                    argosy.domain.iam.CreateAccessKey.decide(picture, name, now, SECRETS),
                key ->
                    CreateAccessKeyResponse.builder()
                        .accessKey(it ->
                            it.userName(name)
                                .accessKeyId(key.id())
                                .status(Views.status(key))
                                .secretAccessKey(key.secret())
                                .createDate(key.created()))
                        .build()));
  }
}
