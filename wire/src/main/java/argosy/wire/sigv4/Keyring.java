package argosy.wire.sigv4;

import argosy.wire.Caller;
import java.time.Instant;
import java.util.Optional;

/// The access keys that are accepted.
public interface Keyring {
  Optional<Key> find(String accessKeyId);

  /// For short-lived keys, of which the token says more than anybody keeps.
  ///
  /// @param sessionToken as the request bears it; empty for none
  default Optional<Key> find(String accessKeyId, String sessionToken) {
    return find(accessKeyId);
  }

  /// A key and whom it speaks for.
  ///
  /// @param end when it is good no longer; [Instant#MAX] for never
  record Key(Credentials credentials, Caller caller, Instant end) {

    /// A key that stays good.
    public Key(Credentials credentials, Caller caller) {
      this(credentials, caller, Instant.MAX);
    }
  }
}
