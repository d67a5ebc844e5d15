package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.error.IamCode;

/// What IAM says when it refuses.
public final class IamErrors {
  private IamErrors() {}

  public static EcsError noUser(String name) {
    return missing("The user with name " + name + " cannot be found.");
  }

  public static EcsError noGroup(String name) {
    return missing("The group with name " + name + " cannot be found.");
  }

  public static EcsError noKey(String id) {
    return missing("The Access Key with id " + id + " cannot be found.");
  }

  public static EcsError noPolicy(String arn) {
    return missing("Policy " + arn + " was not found.");
  }

  public static EcsError missing(String message) {
    return new EcsError.Iam(IamCode.NO_SUCH_ENTITY, message);
  }

  public static EcsError invalid(String message) {
    return new EcsError.Iam(IamCode.VALIDATION_ERROR, message);
  }

  public static EcsError malformed(String message) {
    return new EcsError.Iam(IamCode.MALFORMED_POLICY_DOCUMENT, message);
  }

  static EcsError exists(String message) {
    return new EcsError.Iam(IamCode.ENTITY_ALREADY_EXISTS, message);
  }

  static EcsError conflict(String message) {
    return new EcsError.Iam(IamCode.DELETE_CONFLICT, message);
  }

  /// @param quota as AWS names it, such as `AccessKeysPerUser`
  static EcsError quota(String quota, int max) {
    return limit("Cannot exceed quota for " + quota + ": " + max);
  }

  static EcsError limit(String message) {
    return new EcsError.Iam(IamCode.LIMIT_EXCEEDED, message);
  }
}
