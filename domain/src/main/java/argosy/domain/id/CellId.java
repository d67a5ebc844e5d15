package argosy.domain.id;

/// A cell: one account in one region, the unit that has a state of its own.
///
/// @param account twelve digits
/// @param region such as `us-east-1`
public record CellId(String account, String region) {

  public CellId {
    if (!account.matches("\\d{12}")) {
      throw new IllegalArgumentException("not an account of twelve digits: " + account);
    }
    if (!region.matches("[a-z]{2,4}(-[a-z]+)+-\\d")) {
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
