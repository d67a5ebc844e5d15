package argosy.domain.id;

import java.util.regex.Pattern;

/// A cell: one account in one region, the unit that has a state of its own.
///
/// @param account twelve digits
/// @param region such as `us-east-1`
public record CellId(String account, String region) {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");

  public CellId {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new IllegalArgumentException("not an account of twelve digits: " + account);
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("not a region such as us-east-1: " + region);
    }
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
