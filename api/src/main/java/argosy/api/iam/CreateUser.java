package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.error.IamCode;
import argosy.wire.Answer;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;

/// Makes a user, who may do nothing yet.
final class CreateUser implements Action<CreateUserRequest> {

  @Override
  public Answer perform(CreateUserRequest request, Context context) {

    if (request.permissionsBoundary() != null) {
      return Context.refuse(
          new EcsError.Iam(
              IamCode.INVALID_INPUT,
              "Argosy does not support PermissionsBoundary yet. Leave it out; docs/compat.md says"
                  + " what is built."));
    }
    String path = Objects.requireNonNullElse(request.path(), "/");
    return Views.read(
        request.tags(),
        tags -> {
          var wanted =
              new argosy.domain.iam.CreateUser.Wanted(
                  context.cell().id().account(), path, request.userName(), tags);
          return context.ask(
              (picture, now, random) ->
                  argosy.domain.iam.CreateUser.decide(picture, wanted, now, random),
              user -> CreateUserResponse.builder().user(Views.whole(user)).build());
        });
  }
}
