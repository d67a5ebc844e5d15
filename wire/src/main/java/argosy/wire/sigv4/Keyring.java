package argosy.wire.sigv4;

import argosy.wire.Caller;
import java.util.Optional;

/// The access keys that are accepted.
public interface Keyring {
  Optional<Key> find(String accessKeyId);

  /// A key and whom it speaks for.
  record Key(Credentials credentials, Caller caller) {}
}
