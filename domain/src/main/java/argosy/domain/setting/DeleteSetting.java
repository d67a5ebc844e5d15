package argosy.domain.setting;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what deleting a principal's account setting means: the default holds for it again, which
/// is the reply. What was never set needs no deleting.
public final class DeleteSetting {
  private DeleteSetting() {}

  public static Outcome<AccountSetting> decide(
      Picture picture, String account, String principal, @Nullable String name) {
    if (name == null || SettingRule.of(name).isEmpty()) {
      return Outcome.refused(SettingRule.unknown(name));
    }
    var delete = new Change.Delete(AccountSetting.key(principal, name));
    boolean there = picture.find(AccountSetting.key(principal, name)).isPresent();
    return new Outcome.Accepted<>(
        there ? List.of(delete) : List.of(),
        List.of(),
        AccountSetting.effective(picture.apply(delete), account, principal, name));
  }
}
