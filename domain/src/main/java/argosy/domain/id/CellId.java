package argosy.domain.id;

import java.util.regex.Pattern;

/// A cell: one account in one region, the unit that has a state of its own.
///
/// @param account twelve digits
/// @param region such as `us-east-1`; [#GLOBAL] for what an account has once, in no region
public record CellId(String account, String region) {

  /// AWS's name for where services are that have no region, such as IAM.
  public static final String GLOBAL = "aws-global";

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");

  public CellId {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new IllegalArgumentException("not an account of twelve digits: " + account);
    }
    if (!region.equals(GLOBAL) && !REGION.matcher(region).matches()) {
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
