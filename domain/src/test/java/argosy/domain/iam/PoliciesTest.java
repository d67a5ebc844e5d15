package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final ChangeGrants.Find BOB = ChangeGrants.Find.user("bob");

  private final Iam iam = new Iam();

  @Test
  void aPolicyIsFoundByItsArnOnly() {
    ManagedPolicy policy = iam.policy("Run", Iam.allow("ecs:RunTask", "*"));
    assertEquals("arn:aws:iam::123456789012:policy/Run", policy.arn());
    assertEquals(Optional.of(policy), ManagedPolicy.find(iam.picture, policy.arn()));
    assertEquals(Optional.empty(), ManagedPolicy.find(iam.picture, "Run"));
    assertEquals(
        Optional.empty(), ManagedPolicy.find(iam.picture, "arn:aws:iam::999999999999:policy/Run"));
    assertEquals(
        "EntityAlreadyExists: A policy called run already exists. Duplicate names are not"
            + " allowed.",
        iam.refused(Iam.policy("run", Iam.document(Iam.allow("*", "*")))));
  }

  @Test
  void aPolicyThatIsAttachedStays() {
    iam.user("bob");
    ManagedPolicy policy = iam.policy("Run", Iam.allow("ecs:RunTask", "*"));
    iam.done((p, _, _) -> ChangeGrants.attach(p, BOB, policy.arn()));
    iam.done((p, _, _) -> ChangeGrants.attach(p, BOB, policy.arn()));
    assertEquals(1, policy.attachments(iam.picture));
    assertEquals(
        "DeleteConflict: Cannot delete a policy attached to entities.",
        iam.refused((p, _, _) -> DeletePolicy.decide(p, policy.arn())));
    iam.done((p, _, _) -> ChangeGrants.detach(p, BOB, policy.arn()));
    assertEquals(
        "NoSuchEntity: Policy " + policy.arn() + " was not found.",
        iam.refused((p, _, _) -> ChangeGrants.detach(p, BOB, policy.arn())));
    iam.done((p, _, _) -> DeletePolicy.decide(p, policy.arn()));
    assertEquals(
        "NoSuchEntity: Policy " + policy.arn() + " does not exist or is not attachable.",
        iam.refused((p, _, _) -> ChangeGrants.attach(p, BOB, policy.arn())));
  }

  @Test
  void policiesOfAwsAreNobodysToDelete() {
    String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    assertEquals(
        "AccessDeniedException: Policies of AWS's own, such as " + arn + ", can't be deleted.",
        iam.refused((p, _, _) -> DeletePolicy.decide(p, arn)));
  }

  @Test
  void tenPoliciesAreAttachedAtMost() {
    iam.user("bob");
    for (int number = 0; number < ChangeGrants.ATTACHED_MAX; number++) {
      String arn = iam.policy("p" + number, Iam.allow("*", "*")).arn();
      iam.done((p, _, _) -> ChangeGrants.attach(p, BOB, arn));
    }
    assertEquals(
        "LimitExceeded: Cannot exceed quota for PoliciesPerUser: 10",
        iam.refused(
            (p, _, _) -> ChangeGrants.attach(p, BOB, "arn:aws:iam::aws:policy/ReadOnlyAccess")));
  }

  @Test
  void whiteSpaceIsNotCounted() {
    iam.user("bob");
    iam.group("devs");
    Policy policy = Iam.document(Iam.allow("*", "*")).policy();
    var fits = new Document(" \n".repeat(9_000) + "x".repeat(2_048), policy);
    iam.done((p, _, _) -> ChangeGrants.put(p, BOB, "one", fits));
    assertEquals(
        "LimitExceeded: Maximum policy size of 2048 bytes exceeded for user bob",
        iam.refused((p, _, _) -> ChangeGrants.put(p, BOB, "two", new Document("y", policy))));
    iam.done((p, _, _) -> ChangeGrants.put(p, BOB, "one", new Document("y", policy)));
    var group = ChangeGrants.Find.group("devs");
    iam.done((p, _, _) -> ChangeGrants.put(p, group, "one", fits));
    assertEquals(
        "LimitExceeded: Cannot exceed quota for PolicySize: 6144",
        iam.refused(Iam.policy("big", new Document("x".repeat(6_145), policy))));
  }

  @Test
  void aPolicyThatIsNotThereCannotBeTakenAway() {
    iam.user("bob");
    assertEquals(
        "NoSuchEntity: The user policy with name p cannot be found.",
        iam.refused((p, _, _) -> ChangeGrants.delete(p, BOB, "p")));
    assertEquals(
        "NoSuchEntity: The group with name g cannot be found.",
        iam.refused((p, _, _) -> ChangeGrants.delete(p, ChangeGrants.Find.group("g"), "p")));
    assertEquals(Map.of(), User.find(iam.picture, "bob").orElseThrow().grants().inline());
  }
}
