package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.setting.PutSetting;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;

/// Sets an account setting for all principals that have none of their own.
final class PutAccountSettingDefault implements Action<PutAccountSettingDefaultRequest> {

  @Override
  public Answer perform(PutAccountSettingDefaultRequest request, Context context) {
    return context.ask(
        (picture, _, _) ->
            PutSetting.decide(
                picture, Settings.root(context), request.nameAsString(), request.value()),
        setting ->
            PutAccountSettingDefaultResponse.builder().setting(Settings.view(setting)).build());
  }
}
