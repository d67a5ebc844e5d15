package argosy.wire.sigv4;

import argosy.wire.Caller;
import argosy.wire.WireError;

/// What a [Verifier] found.
public sealed interface Verdict {
  /// @param region of the credential scope
  /// @param service signing name of the credential scope, such as `ecs`
  record Accepted(Caller caller, String region, String service) implements Verdict {}

  record Refused(WireError error) implements Verdict {}
}
