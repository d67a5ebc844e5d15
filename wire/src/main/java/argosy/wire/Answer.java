package argosy.wire;

import java.net.URI;
import software.amazon.awssdk.core.SdkPojo;

/// What became of a [Call].
public sealed interface Answer {
  record Reply(SdkPojo response) implements Answer {}

  record Refused(WireError error) implements Answer {}

  /// Another server answers it.
  ///
  /// @param server where the request is to be relayed to
  record Elsewhere(URI server) implements Answer {}
}
