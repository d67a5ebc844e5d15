package argosy.wire.sigv4;

import java.time.Duration;
import java.time.Instant;

/// Who a request says it is from, complete but not believed yet.
///
/// @param goodFor how long after it was signed
/// @param token of the session; empty for none
/// @param request what the signature covers
record Claim(
    Authorization authorization,
    Instant signedAt,
    Duration goodFor,
    String token,
    SignableRequest request) {

  /// As it stands in the string to sign.
  String time() {
    return Signer.TIME.format(signedAt);
  }
}
