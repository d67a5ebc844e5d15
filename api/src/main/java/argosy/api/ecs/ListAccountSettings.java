package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.setting.AccountSetting;
import argosy.domain.setting.SettingRule;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;

/// Lists what was set for a principal, or what holds for it, by name.
final class ListAccountSettings implements Action<ListAccountSettingsRequest> {

  /// As many as ECS lists on one page.
  private static final int PAGE_MAX = 10;

  @Override
  public Answer perform(ListAccountSettingsRequest request, Context context) {
    @Nullable String name = request.nameAsString();
    if (name != null && SettingRule.of(name).isEmpty()) {
      return Context.refuse(SettingRule.unknown(name));
    }
    if (request.value() != null && name == null) {
      return Context.invalid("A value filters only together with a name.");
    }
    return Settings.principal(
        context,
        request.principalArn(),
        principal ->
            Page.read(
                request.nextToken(),
                request.maxResults(),
                PAGE_MAX,
                page -> list(request, principal, page, context)));
  }

  private static Answer list(
      ListAccountSettingsRequest request, String principal, Page.Request page, Context context) {
    boolean effective = request.effectiveSettings() != null && request.effectiveSettings();
    String account = context.cell().id().account();
    Picture picture = context.picture();
    Stream<AccountSetting> all =
        effective
            ? SettingRule.names().stream()
                .map(name -> AccountSetting.effective(picture, account, principal, name))
            : picture.startingWith(AccountSetting.KIND, principal + " ").stream();
    Page<AccountSetting> found =
        Page.of(
            page,
            all.filter(setting -> setting.name().compareTo(page.after()) > 0)
                .filter(setting -> isWanted(request, setting)),
            AccountSetting::name);
    return Context.reply(
        ListAccountSettingsResponse.builder()
            .settings(found.items().stream().map(Settings::view).toList())
            .nextToken(found.nextToken())
            .build());
  }

  private static boolean isWanted(ListAccountSettingsRequest request, AccountSetting setting) {
    return (request.nameAsString() == null || request.nameAsString().equals(setting.name()))
        && (request.value() == null || request.value().equals(setting.value()));
  }
}
