package argosy.domain.setting;

import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.List;

/// What somebody set for a principal. The root user's settings are the defaults of all others.
///
/// @param principal the ARN of a user, a role or the root user
/// @param name as ECS spells it
public record AccountSetting(String principal, String name, String value) implements Entity {

  public static final Kind<AccountSetting> KIND =
      new Kind<>("account-setting", AccountSetting.class, List.of());

  static Key<AccountSetting> key(String principal, String name) {
    return KIND.key(principal + " " + name);
  }

  @Override
  public Key<AccountSetting> key() {
    return KIND.key(principal + " " + name);
  }

  /// The principal whose settings are the defaults of an account.
  public static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  /// What holds for all principals of an account that set nothing themselves.
  public static String ofAccount(Picture picture, String account, String name) {
    return effective(picture, account, root(account), name).value();
  }

  /// What holds for a principal: what was set for it, else for the root user, else ECS's default.
  public static AccountSetting effective(
      Picture picture, String account, String principal, String name) {
    String value =
        picture
            .find(key(principal, name))
            .or(() -> picture.find(key(root(account), name)))
            .map(AccountSetting::value)
            .orElseGet(() -> SettingRule.of(name).orElseThrow().standard());
    return new AccountSetting(principal, name, value);
  }
}
