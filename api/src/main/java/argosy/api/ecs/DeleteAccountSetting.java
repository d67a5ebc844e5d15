package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.setting.DeleteSetting;
import argosy.wire.Answer;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;

/// Takes a principal its own account setting; the default holds for it again.
final class DeleteAccountSetting implements Action<DeleteAccountSettingRequest> {

  @Override
  public Answer perform(DeleteAccountSettingRequest request, Context context) {
    return Settings.principal(
        context,
        request.principalArn(),
        principal ->
            context.ask(
                (picture, _, _) ->
                    DeleteSetting.decide(
                        picture, context.cell().id().account(), principal, request.nameAsString()),
                setting ->
                    DeleteAccountSettingResponse.builder()
                        .setting(Settings.view(setting))
                        .build()));
  }
}
