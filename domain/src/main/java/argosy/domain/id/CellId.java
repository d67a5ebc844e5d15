package argosy.domain.id;

/// A cell: one account in one region, the unit that has a state of its own.
///
/// @param account twelve digits
/// @param region such as `us-east-1`; [#GLOBAL] for what an account has once, in no region
public record CellId(String account, String region) {

  /// AWS's name for where services are that have no region, such as IAM.
  public static final String GLOBAL = "aws-global";

  public CellId {
    if (!account.matches("\\d{12}")) {
      throw new IllegalArgumentException("not an account of twelve digits: " + account);
    }
    if (!region.equals(GLOBAL) && !region.matches("[a-z]{2,4}(-[a-z]+)+-\\d")) {
      throw new IllegalArgumentException("not a region such as us-east-1: " + region);
    }
  }

  /// The cell of what an account has once, in no region.
  public static CellId global(String account) {
    return new CellId(account, GLOBAL);
  }

  /// The ARN of something of this cell in ECS, such as `cluster/default`.
  String ecs(String resource) {
    return "arn:aws:ecs:" + region + ":" + account + ":" + resource;
  }

  @Override
  public String toString() {
    return account + "/" + region;
  }
}
