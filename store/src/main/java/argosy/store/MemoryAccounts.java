package argosy.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts that are forgotten with the process.
final class MemoryAccounts implements Accounts {
  private final Map<String, Account> accounts = new LinkedHashMap<>();

  @Override
  public synchronized List<Account> list() {
    return List.copyOf(accounts.values());
  }

  @Override
  public synchronized Optional<Account> byId(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  @Override
  public synchronized Optional<Account> byKey(String accessKeyId) {
    return accounts.values().stream()
        .filter(account -> account.accessKeyId().equals(accessKeyId))
        .findFirst();
  }

  @Override
  public synchronized boolean add(Account account) {
    return byKey(account.accessKeyId()).isEmpty()
        && accounts.putIfAbsent(account.id(), account) == null;
  }
}
