package argosy.store;

import java.util.List;
import java.util.Optional;

/// The accounts, each with the access key of its root.
public interface Accounts {

  /// Oldest first.
  List<Account> list();

  Optional<Account> byId(String id);

  Optional<Account> byKey(String accessKeyId);

  /// Keeps a new account.
  ///
  /// @return false if its id or key is taken; nothing was kept then
  boolean add(Account account);

  /// @param id twelve digits
  record Account(String id, String accessKeyId, String secretAccessKey) {

    /// Never the secret.
    @Override
    public String toString() {
      return "Account[" + id + " " + accessKeyId + "]";
    }
  }
}
