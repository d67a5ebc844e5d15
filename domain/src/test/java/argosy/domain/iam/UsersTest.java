package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private final Iam iam = new Iam();

  @Test
  void aUserIsFoundByNameAndById() {
    User bob = iam.done(Iam.user("bob", "/team/", Map.of("a", "b")));
    assertEquals("arn:aws:iam::123456789012:user/team/bob", bob.arn());
    assertEquals(Optional.of(bob), User.find(iam.picture, "BOB"));
    assertEquals(Optional.of(bob), User.byId(iam.picture, bob.id()));
    assertNotEquals(bob.id(), iam.user("ann").id());
  }

  @Test
  void namesAndPathsAreChecked() {
    iam.user("bob");
    assertEquals(
        "EntityAlreadyExists: User with name Bob already exists.",
        iam.refused(Iam.user("Bob", "/", Map.of())));
    assertEquals(
        "ValidationError: The specified value for userName is invalid. It must contain only"
            + " alphanumeric characters and/or the following: +=,.@_-",
        iam.refused(Iam.user("a b", "/", Map.of())));
    assertEquals(
        "ValidationError: userName must have 1 to 64 characters, not 65.",
        iam.refused(Iam.user("a".repeat(65), "/", Map.of())));
    assertEquals(
        "ValidationError: The specified value for path is invalid. It must begin and end with /"
            + " and contain only alphanumeric characters and/or / characters.",
        iam.refused(Iam.user("ann", "team", Map.of())));
    assertEquals(
        "InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        iam.refused(Iam.user("ann", "/", Map.of("a", "1", "A", "2"))));
  }

  @Test
  void thereAreSoManyUsersAndNoMore() {
    for (int user = 0; user < CreateUser.USERS_MAX; user++) {
      iam.user("u" + user);
    }
    assertEquals(
        "LimitExceeded: Cannot exceed quota for UsersPerAccount: 5000",
        iam.refused(Iam.user("more", "/", Map.of())));
  }

  @Test
  void aUserKeepsKeysAndGroupsUnderAnotherName() {
    User bob = iam.user("bob");
    AccessKey key = iam.key("bob");
    iam.group("devs");
    iam.done((p, _, _) -> Membership.add(p, "devs", "bob"));
    User rob = iam.done((p, _, _) -> UpdateUser.decide(p, "bob", "rob", "/x/"));
    assertEquals(bob.id(), rob.id());
    assertEquals("arn:aws:iam::123456789012:user/x/rob", rob.arn());
    assertEquals(Optional.empty(), User.find(iam.picture, "bob"));
    assertEquals(List.of(key), List.copyOf(AccessKey.of(iam.picture, rob)));
    assertEquals(
        List.of(rob),
        List.copyOf(User.in(iam.picture, Group.find(iam.picture, "devs").orElseThrow())));
    iam.user("bob");
    assertEquals(
        "EntityAlreadyExists: User with name Bob already exists.",
        iam.refused((p, _, _) -> UpdateUser.decide(p, "rob", "Bob", null)));
    assertEquals("Rob", iam.done((p, _, _) -> UpdateUser.decide(p, "rob", "Rob", null)).name());
  }

  @Test
  void aUserHasTwoKeysAtMost() {
    iam.user("bob");
    AccessKey first = iam.key("bob");
    assertTrue(first.active());
    assertNotEquals(first.id(), iam.key("bob").id());
    assertEquals(
        "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2",
        iam.refused((p, now, r) -> CreateAccessKey.decide(p, "bob", now, r)));
    iam.done((p, _, _) -> ChangeAccessKey.activate(p, "bob", first.id(), false));
    assertFalse(iam.picture.find(AccessKey.key(first.id())).orElseThrow().active());
    iam.user("ann");
    assertEquals(
        "NoSuchEntity: The Access Key with id " + first.id() + " cannot be found.",
        iam.refused((p, _, _) -> ChangeAccessKey.delete(p, "ann", first.id())));
    iam.done((p, _, _) -> ChangeAccessKey.delete(p, "bob", first.id()));
    assertEquals(Optional.empty(), iam.picture.find(AccessKey.key(first.id())));
  }

  @Test
  void nobodyIsDeletedOnWhomSomethingHangs() {
    iam.user("bob");
    iam.group("devs");
    var whose = ChangeGrants.Find.user("bob");
    iam.done((p, _, _) -> Membership.add(p, "devs", "bob"));
    iam.put("bob", "inline", Iam.allow("*", "*"));
    iam.done((p, _, _) -> ChangeGrants.attach(p, whose, READ_ONLY));
    AccessKey key = iam.key("bob");
    assertConflict("remove users from group");
    assertEquals(
        "DeleteConflict: Cannot delete entity, must remove users from group first.",
        iam.refused((p, _, _) -> DeleteGroup.decide(p, "devs")));
    iam.done((p, _, _) -> Membership.remove(p, "devs", "bob"));
    assertConflict("detach all policies");
    iam.done((p, _, _) -> ChangeGrants.detach(p, whose, READ_ONLY));
    assertConflict("delete policies");
    iam.done((p, _, _) -> ChangeGrants.delete(p, whose, "inline"));
    assertConflict("delete access keys");
    iam.done((p, _, _) -> ChangeAccessKey.delete(p, "bob", key.id()));
    iam.done((p, _, _) -> DeleteUser.decide(p, "bob"));
    assertEquals(
        "NoSuchEntity: The user with name bob cannot be found.",
        iam.refused((p, _, _) -> DeleteUser.decide(p, "bob")));
    iam.done((p, _, _) -> DeleteGroup.decide(p, "devs"));
  }

  private void assertConflict(String what) {
    assertEquals(
        "DeleteConflict: Cannot delete entity, must " + what + " first.",
        iam.refused((p, _, _) -> DeleteUser.decide(p, "bob")));
  }

  @Test
  void aUserIsInTenGroupsAtMost() {
    iam.user("bob");
    for (int group = 0; group < Membership.GROUPS_MAX; group++) {
      String name = "g" + group;
      iam.group(name);
      iam.done((p, _, _) -> Membership.add(p, name, "bob"));
      iam.done((p, _, _) -> Membership.add(p, name, "bob"));
    }
    iam.group("more");
    assertEquals(
        "LimitExceeded: Cannot exceed quota for GroupsPerUser: 10",
        iam.refused((p, _, _) -> Membership.add(p, "more", "bob")));
    assertEquals(
        "NoSuchEntity: The group with name none cannot be found.",
        iam.refused((p, _, _) -> Membership.add(p, "none", "bob")));
  }

  @Test
  void tagsHaveKeysWhoseCaseDoesNotMatter() {
    iam.done(Iam.user("bob", "/", Map.of("Team", "red")));
    assertEquals(
        Map.of("team", "blue"),
        iam.done((p, _, _) -> TagUser.add(p, "bob", Map.of("team", "blue"))).tags());
    Map<String, String> many =
        IntStream.range(0, Names.TAGS_MAX)
            .boxed()
            .collect(Collectors.toMap(number -> "k" + number, _ -> ""));
    assertEquals(
        "LimitExceeded: Cannot exceed quota for TagsPerResource: 50",
        iam.refused((p, _, _) -> TagUser.add(p, "bob", many)));
    assertEquals(
        Map.of(), iam.done((p, _, _) -> TagUser.remove(p, "bob", List.of("TEAM", "x"))).tags());
  }
}
