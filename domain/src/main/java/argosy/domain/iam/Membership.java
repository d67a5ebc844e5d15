package argosy.domain.iam;

import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;

/// Decides what adding a user to a group, and removing one, means. To do it twice is no error.
public final class Membership {

  /// IAM's quota.
  static final int GROUPS_MAX = 10;

  private Membership() {}

  public static Outcome<User> add(Picture picture, String group, String user) {
    return Group.existing(
        picture,
        group,
        into ->
            User.existing(
                picture,
                user,
                member -> {
                  if (member.groups().contains(into.id())) {
                    return Outcome.unchanged(member);
                  }
                  if (member.groups().size() >= GROUPS_MAX) {
                    return Outcome.refused(IamErrors.quota("GroupsPerUser", GROUPS_MAX));
                  }
                  var groups = new ArrayList<>(member.groups());
                  groups.add(into.id());
                  User changed = member.in(groups);
                  return Outcome.put(changed, changed);
                }));
  }

  public static Outcome<User> remove(Picture picture, String group, String user) {
    return Group.existing(
        picture,
        group,
        from ->
            User.existing(
                picture,
                user,
                member -> {
                  User changed =
                      member.in(
                          member.groups().stream().filter(id -> !id.equals(from.id())).toList());
                  return changed.equals(member)
                      ? Outcome.unchanged(member)
                      : Outcome.put(changed, changed);
                }));
  }
}
