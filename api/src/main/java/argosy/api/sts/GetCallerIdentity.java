package argosy.api.sts;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// Says who signed the request.
final class GetCallerIdentity implements Action<GetCallerIdentityRequest> {

  @Override
  public Answer perform(GetCallerIdentityRequest request, Context context) {
    return Context.reply(
        GetCallerIdentityResponse.builder()
            .account(context.caller().account())
            .arn(context.caller().arn())
            .userId(context.caller().userId())
            .build());
  }
}
