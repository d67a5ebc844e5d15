package argosy.api.ecs;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.setting.AccountSetting;
import argosy.domain.setting.SettingRule;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingType;

/// Reads for whom an account setting is meant, and says how one looks in answers.
final class Settings {
  private Settings() {}

  /// The principal that a request names, else the caller. Only the root user may name another.
  static Answer principal(Context context, @Nullable String said, Function<String, Answer> then) {
    String caller = context.caller().arn();
    String principal = Objects.requireNonNullElse(said, caller);
    String account = Pattern.quote(context.cell().id().account());
    if (!principal.matches("arn:aws:(iam|sts)::" + account + ":(root|[a-z-]+/.+)")) {
      return Context.invalid(
          "principalArn must be the ARN of a user, a role or the root user of this account, not '"
              + principal
              + "'.");
    }
    boolean mayName = principal.equals(caller) || caller.equals(root(context));
    return mayName
        ? then.apply(principal)
        : Context.refuse(
            new EcsError.AccessDenied(
                "Only the root user may ask for the account settings of another principal."));
  }

  static String root(Context context) {
    return AccountSetting.root(context.cell().id().account());
  }

  static Setting view(AccountSetting setting) {
    boolean ours = SettingRule.of(setting.name()).orElseThrow().values().isEmpty();
    return Setting.builder()
        .name(setting.name())
        .value(setting.value())
        .principalArn(setting.principal())
        .type(ours ? SettingType.AWS_MANAGED : SettingType.USER)
        .build();
  }
}
