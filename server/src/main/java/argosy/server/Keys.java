package argosy.server;

import argosy.store.Accounts;
import argosy.store.Accounts.Account;
import argosy.store.Store;
import argosy.wire.Caller;
import argosy.wire.sigv4.Keyring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The keys of accounts' roots, of their users and of roles. What the store answered about a root
/// is believed for a while: a key is asked for with every request.
final class Keys implements Keyring {

  /// A restored or replaced key is known everywhere after this long.
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private final Accounts accounts;
  private final Keyring users;
  private final Keyring roles;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Key key, Instant until) {}

  Keys(Accounts accounts, Keyring users, Keyring roles, InstantSource clock) {
    this.accounts = accounts;
    this.users = users;
    this.roles = roles;
    this.clock = clock;
  }

  @Override
  public Optional<Key> find(String accessKeyId, String sessionToken) {
    return sessionToken.isEmpty() ? find(accessKeyId) : roles.find(accessKeyId, sessionToken);
  }

  @Override
  public Optional<Key> find(String accessKeyId) {
    Known believed = known.get(accessKeyId);
    if (believed != null && clock.instant().isBefore(believed.until())) {
      return Optional.of(believed.key());
    }
    Optional<Key> user = believed == null ? users.find(accessKeyId) : Optional.empty();
    return user.or(() -> root(accessKeyId, believed));
  }

  private Optional<Key> root(String accessKeyId, @Nullable Known believed) {
    Optional<Key> found = ask(accessKeyId, believed);
    found.ifPresentOrElse(
        key -> known.put(accessKeyId, new Known(key, clock.instant().plus(BELIEVED))),
        () -> known.remove(accessKeyId));
    return found;
  }

  /// A key that was good goes on being so while the store is lost: what the request is about is
  /// looked for there too, and will say so.
  private Optional<Key> ask(String accessKeyId, @Nullable Known before) {
    try {
      return accounts.byKey(accessKeyId).map(Keys::key);
    } catch (Store.StoreFault e) {
      if (before == null) {
        throw e;
      }
      return Optional.of(before.key());
    }
  }

  static Key key(Account account) {
    return new Key(
        RootKey.credentials(account),
        new Caller(
            account.id(),
            account.accessKeyId(),
            "arn:aws:iam::" + account.id() + ":root",
            account.id()));
  }
}
