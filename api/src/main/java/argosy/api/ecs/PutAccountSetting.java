package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.setting.PutSetting;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;

/// Sets an account setting for the caller, or for another principal.
final class PutAccountSetting implements Action<PutAccountSettingRequest> {

  @Override
  public Answer perform(PutAccountSettingRequest request, Context context) {
    return Settings.principal(
        context,
        request.principalArn(),
        principal ->
            context.ask(
                (picture, _, _) ->
                    PutSetting.decide(picture, principal, request.nameAsString(), request.value()),
                setting ->
                    PutAccountSettingResponse.builder().setting(Settings.view(setting)).build()));
  }
}
