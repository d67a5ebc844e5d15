package argosy.domain.setting;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what setting an account setting for a principal means.
public final class PutSetting {
  private PutSetting() {}

  /// @param name as the caller wrote it
  public static Outcome<AccountSetting> decide(
      Picture picture, String principal, @Nullable String name, @Nullable String value) {
    if (name == null || SettingRule.of(name).isEmpty()) {
      return Outcome.refused(SettingRule.unknown(name));
    }
    Optional<EcsError> wrong = SettingRule.value(name, value);
    if (wrong.isPresent() || value == null) {
      return Outcome.refused(
          wrong.orElseGet(() -> new EcsError.InvalidParameter("value is required.")));
    }
    var setting = new AccountSetting(principal, name, value);
    return picture.find(setting.key()).filter(setting::equals).isPresent()
        ? Outcome.unchanged(setting)
        : Outcome.put(setting, setting);
  }
}
