package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;

/// Describes a user, or the caller.
final class GetUser implements Action<GetUserRequest> {

  @Override
  public Answer perform(GetUserRequest request, Context context) {

    if (request.userName() == null && context.caller().isRoot()) {
      return Context.reply(
          GetUserResponse.builder()
              .user(it -> it.userId(context.caller().userId()).arn(context.caller().arn()))
              .build());
    }
    return Named.user(
        context,
        request.userName(),
        user -> Context.reply(GetUserResponse.builder().user(Views.whole(user)).build()));
  }
}
