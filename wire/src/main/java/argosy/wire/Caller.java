package argosy.wire;

/// Who signed a request.
///
/// @param account the twelve digits of the account that the key belongs to
/// @param accessKeyId the key that signed
/// @param arn the principal, as GetCallerIdentity answers it
/// @param userId the principal's unique id; the account for its root
/// @param duty what a role was assumed for; empty for who is no role's session
public record Caller(String account, String accessKeyId, String arn, String userId, String duty) {

  /// Root or a user.
  public Caller(String account, String accessKeyId, String arn, String userId) {
    this(account, accessKeyId, arn, userId, "");
  }

  /// True for the account's root, who may do everything.
  public boolean isRoot() {
    return userId.equals(account);
  }
}
