package argosy.wire.sigv4;

/// What a signature is good for.
///
/// @param date `yyyyMMdd`
record Scope(String date, String region, String service) {
  static final String TERMINATOR = "aws4_request";

  /// As it stands in the string to sign, and after the access key in the credential.
  String text() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
