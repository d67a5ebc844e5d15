package argosy.domain.setting;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.SettingName;

/// Decides what deleting a principal's account setting means: the default holds for it again, which
/// is the reply. What was never set needs no deleting.
public final class DeleteSetting {
  private DeleteSetting() {}

  public static Outcome<AccountSetting> decide(
      Picture picture, String account, String principal, @Nullable String name) {
    SettingName known = SettingName.fromValue(name);
    Optional<EcsError> wrong = SettingRule.name(known, name);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var delete = new Change.Delete(AccountSetting.key(principal, known));
    boolean there = picture.find(AccountSetting.key(principal, known)).isPresent();
    return new Outcome.Accepted<>(
        there ? List.of(delete) : List.of(),
        List.of(),
        AccountSetting.effective(picture.apply(delete), account, principal, known));
  }
}
