package argosy.wire.sigv4;

import argosy.wire.Protocol;
import argosy.wire.WireError;

/// What can be wrong with a signature, under the names that AWS's protocols have for it.
enum Complaint {
  MISSING("MissingAuthenticationToken", "MissingAuthenticationTokenException", 403),
  INCOMPLETE("IncompleteSignature", "IncompleteSignatureException", 400),
  UNKNOWN_KEY("InvalidClientTokenId", "UnrecognizedClientException", 403),
  MISMATCH("SignatureDoesNotMatch", "InvalidSignatureException", 403);

  private final String queryCode;
  private final String jsonCode;
  private final int queryStatus;

  Complaint(String queryCode, String jsonCode, int queryStatus) {
    this.queryCode = queryCode;
    this.jsonCode = jsonCode;
    this.queryStatus = queryStatus;
  }

  Verdict.Refused as(Protocol protocol, String message) {
    return new Verdict.Refused(
        switch (protocol) {
          case AWS_JSON_1_1 -> WireError.client(jsonCode, message);
          case AWS_QUERY -> new WireError(queryCode, message, queryStatus);
        });
  }
}
