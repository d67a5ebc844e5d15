package argosy.wire.sigv4;

import argosy.wire.Caller;
import java.time.Instant;
import java.util.Optional;

/// The access keys that are accepted.
public interface Keyring {
  Optional<Key> find(String accessKeyId);

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
