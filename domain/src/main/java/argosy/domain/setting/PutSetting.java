package argosy.domain.setting;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// Decides what setting an account setting for a principal means.
public final class PutSetting {
  private PutSetting() {}

  /// @param name as the caller wrote it
  public static Outcome<AccountSetting> decide(
      Picture picture, String principal, @Nullable String name, @Nullable String value) {
    SettingName known = SettingName.fromValue(name);
    Optional<EcsError> wrong =
        SettingRule.name(known, name).or(() -> SettingRule.value(known, value));
    if (wrong.isPresent() || value == null) {
      return Outcome.refused(
          wrong.orElseGet(() -> new EcsError.InvalidParameter("value is required.")));
    }
    var setting = new AccountSetting(principal, known.toString(), value);
    return picture.find(setting.key()).filter(setting::equals).isPresent()
        ? Outcome.unchanged(setting)
        : Outcome.put(setting, setting);
  }
}
