package argosy.wire.protocol;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// A request as far as its protocol can tell without the model: what is asked for.
public interface Asked {
  /// The action's name; empty if the request names none.
  String action();

  /// The API version, where requests name one.
  default Optional<String> version() {
    return Optional.empty();
  }

  /// @throws argosy.wire.shape.DecodeError if the request isn't of that shape
  <T extends SdkPojo> T decode(Class<T> request);
}
