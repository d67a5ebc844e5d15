package argosy.domain.error;

/// The codes of IAM's errors.
public enum IamCode {
  DELETE_CONFLICT("DeleteConflict"),
  ENTITY_ALREADY_EXISTS("EntityAlreadyExists"),
  INVALID_INPUT("InvalidInput"),
  LIMIT_EXCEEDED("LimitExceeded"),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument"),
  NO_SUCH_ENTITY("NoSuchEntity"),
  VALIDATION_ERROR("ValidationError");

  private final String code;

  IamCode(String code) {
    this.code = code;
  }

  /// As AWS spells it.
  public String code() {
    return code;
  }
}
