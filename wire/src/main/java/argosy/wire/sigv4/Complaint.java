package argosy.wire.sigv4;

import argosy.wire.Protocol;
import argosy.wire.WireError;

/// What can be wrong with a signature, under the names that AWS's protocols have for it.
enum Complaint {
  MISSING(
      "MissingAuthenticationTokenException", "MissingAuthenticationToken", 403, "AuthFailure", 401),
  INCOMPLETE(
      "IncompleteSignatureException", "IncompleteSignature", 400, "IncompleteSignature", 400),
  UNKNOWN_KEY("UnrecognizedClientException", "InvalidClientTokenId", 403, "AuthFailure", 401),
  OLD_TOKEN("ExpiredTokenException", "ExpiredToken", 403, "ExpiredToken", 400),
  OLD_SIGNATURE("InvalidSignatureException", "SignatureDoesNotMatch", 403, "RequestExpired", 400),
  MISMATCH("InvalidSignatureException", "SignatureDoesNotMatch", 403, "AuthFailure", 401);

  private static final String EC2_FAILURE =
      "AWS was not able to validate the provided access credentials";

  private final String jsonCode;
  private final String queryCode;
  private final int queryStatus;
  private final String ec2Code;
  private final int ec2Status;

  Complaint(String jsonCode, String queryCode, int queryStatus, String ec2Code, int ec2Status) {
    this.jsonCode = jsonCode;
    this.queryCode = queryCode;
    this.queryStatus = queryStatus;
    this.ec2Code = ec2Code;
    this.ec2Status = ec2Status;
  }

  Verdict.Refused as(Protocol protocol, String message) {
    return new Verdict.Refused(
        switch (protocol) {
          case AWS_JSON_1_0, AWS_JSON_1_1 -> WireError.client(jsonCode, message);
          case REST_JSON, RPC_V2_CBOR -> new WireError(jsonCode, message, 403);
          case AWS_QUERY -> new WireError(queryCode, message, queryStatus);
          case EC2_QUERY ->
              new WireError(
                  ec2Code, ec2Code.equals("AuthFailure") ? EC2_FAILURE : message, ec2Status);
        });
  }
}
