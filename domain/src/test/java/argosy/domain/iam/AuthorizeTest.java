package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AuthorizeTest {
  private static final String WEB = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:1";

  private final Iam iam = new Iam();
  private final User bob = iam.done(Iam.user("bob", "/team/", Map.of("Team", "blue")));

  private Optional<String> refusal(String action, String... resources) {
    return refusal(action, Map.of(), resources);
  }

  private Optional<String> refusal(String action, Map<String, String> keys, String... resources) {
    var wish = new Authorize.Wish(action, List.of(resources), keys, "us-east-1");
    return Authorize.refusal(iam.picture, bob.arn(), bob.id(), wish, Iam.NOON);
  }

  private boolean may(String action, String... resources) {
    return refusal(action, resources).isEmpty();
  }

  @Test
  void whatNothingAllowsIsRefusedWithTheReason() {
    assertEquals(
        Optional.of(
            "User: arn:aws:iam::123456789012:user/team/bob is not authorized to perform:"
                + " ecs:RunTask on resource: "
                + WEB
                + " because no identity-based policy allows the ecs:RunTask action"),
        refusal("ecs:RunTask", WEB));
  }

  @Test
  void aDenialWinsOverEveryLeave() {
    iam.put("bob", "all", Iam.allow("*", "*"));
    assertTrue(may("ecs:RunTask", WEB));
    iam.put("bob", "not-web", Iam.deny("ECS:run*", "arn:aws:ecs:*:task-definition/web:*"));
    assertEquals(
        Optional.of(
            "User: arn:aws:iam::123456789012:user/team/bob is not authorized to perform:"
                + " ecs:RunTask on resource: "
                + WEB
                + " with an explicit deny in an identity-based policy"),
        refusal("ecs:RunTask", WEB));
    assertTrue(may("ecs:StopTask", WEB));
  }

  @Test
  void eachResourceMustBeAllowed() {
    iam.put("bob", "web", Iam.allow("ecs:RunTask", WEB));
    assertTrue(may("ecs:RunTask", WEB, WEB));
    assertFalse(may("ecs:RunTask", WEB, WEB + "1"));
    assertFalse(may("ecs:RunTask", "*"));
  }

  @Test
  void notActionAndNotResourceSpeakOfTheRest() {
    var rest = new LinkedHashMap<String, Object>();
    rest.put("Effect", "Allow");
    rest.put("NotAction", "iam:*");
    rest.put("NotResource", List.of(WEB, "arn:x"));
    iam.put("bob", "rest", rest);
    assertTrue(may("ecs:RunTask", "*"));
    assertFalse(may("ecs:RunTask", WEB));
    assertFalse(may("iam:GetUser", "*"));
  }

  @Test
  void whatTheGroupMayItsUsersMay() {
    iam.group("devs");
    iam.done((p, _, _) -> Membership.add(p, "devs", "bob"));
    assertFalse(may("ecs:ListClusters", "*"));
    iam.done((p, _, _) ->
        ChangeGrants.attach(
            p, ChangeGrants.Find.group("devs"), "arn:aws:iam::aws:policy/ReadOnlyAccess"));
    assertTrue(may("ecs:ListClusters", "*"));
    assertFalse(may("ecs:CreateCluster", "*"));
    iam.done((p, _, _) -> UpdateGroup.decide(p, "devs", "people", null));
    assertTrue(may("ecs:ListClusters", "*"));
    iam.done((p, _, _) -> Membership.remove(p, "people", "bob"));
    assertFalse(may("ecs:ListClusters", "*"));
  }

  @Test
  void whoIsGoneMayNothing() {
    iam.put("bob", "all", Iam.allow("*", "*"));
    iam.done((p, _, _) -> ChangeGrants.delete(p, ChangeGrants.Find.user("bob"), "all"));
    iam.done((p, _, _) -> DeleteUser.decide(p, "bob"));
    iam.user("bob");
    iam.put("bob", "all", Iam.allow("*", "*"));
    assertFalse(may("ecs:ListClusters", "*"), "another user of the same name");
  }

  private void allowedIf(String operator, String key, Object value) {
    Map<String, Object> statement = Iam.allow("*", "*");
    statement.put("Condition", Map.of(operator, Map.of(key, value)));
    iam.put("bob", "if", statement);
  }

  private void assertIf(boolean expected, String operator, String key, Object value) {
    allowedIf(operator, key, value);
    assertEquals(
        expected,
        refusal("ecs:RunTask", Map.of("ecs:cluster", "arn:aws:ecs:r:1:cluster/a"), WEB).isEmpty(),
        operator + " " + key + " " + value);
  }

  @Test
  void conditionsAreAskedOfTheRequest() {
    assertIf(true, "StringEquals", "aws:username", "bob");
    assertIf(false, "StringEquals", "aws:username", "Bob");
    assertIf(false, "StringEquals", "aws:username", "b*");
    assertIf(true, "StringLike", "AWS:UserName", List.of("a*", "b*"));
    assertIf(false, "StringNotLike", "aws:username", List.of("a*", "b*"));
    assertIf(true, "StringNotEquals", "aws:username", List.of("ann", "eve"));
    assertIf(true, "StringEqualsIgnoreCase", "aws:username", "BOB");
    assertIf(true, "StringEquals", "aws:PrincipalTag/team", "blue");
    assertIf(true, "StringEquals", "aws:PrincipalType", "User");
    assertIf(true, "StringEquals", "aws:RequestedRegion", List.of("us-east-1"));
    assertIf(true, "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/team/*");
    assertIf(false, "ArnEquals", "aws:PrincipalArn", "arn:*:bob");
    assertIf(true, "ArnNotLike", "ecs:cluster", "arn:aws:ecs:*:*:cluster/b");
    assertIf(true, "DateLessThan", "aws:CurrentTime", "2026-08-01T12:00:01Z");
    assertIf(false, "DateGreaterThan", "aws:CurrentTime", "2026-08-01T14:00:00+02:00");
    assertIf(true, "DateGreaterThanEquals", "aws:CurrentTime", "2026-08-01");
    assertIf(true, "NumericGreaterThan", "aws:EpochTime", 1_000);
    assertIf(false, "NumericLessThanEquals", "aws:EpochTime", "1000.5");
    assertIf(true, "Bool", "aws:ViaAWSService", false);
    assertIf(false, "Bool", "aws:ViaAWSService", "true");
  }

  @Test
  void whatTheRequestDoesNotHaveMatchesNothing() {
    String absent = "aws:MultiFactorAuthPresent";
    assertIf(false, "Bool", absent, "true");
    assertIf(false, "Bool", absent, "false");
    assertIf(true, "BoolIfExists", absent, "true");
    assertIf(true, "Null", absent, "true");
    assertIf(false, "Null", absent, "false");
    assertIf(true, "Null", "aws:username", "false");
    assertIf(true, "StringNotEquals", "aws:PrincipalTag/none", "x");
  }

  @Test
  void allConditionsMustHold() {
    Map<String, Object> statement = Iam.allow("*", "*");
    statement.put(
        "Condition",
        Map.of(
            "StringEquals", Map.of("aws:username", "bob", "aws:PrincipalTag/Team", "red"),
            "Bool", Map.of("aws:ViaAWSService", "false")));
    iam.put("bob", "if", statement);
    assertFalse(may("ecs:RunTask", WEB));
  }

  @Test
  void variablesStandForWhatTheyName() {
    iam.put("bob", "own", Iam.allow("iam:*", "arn:aws:iam::*:user/team/${aws:username}"));
    assertTrue(may("iam:GetUser", bob.arn()));
    assertFalse(may("iam:GetUser", bob.arn() + "by"));
    iam.put("bob", "own", Iam.allow("iam:*", "arn:${aws:PrincipalTag/none}*"));
    assertFalse(may("iam:GetUser", bob.arn()), "there is no such tag");
    iam.put("bob", "own", Iam.allow("iam:*", "arn:${aws:PrincipalTag/none, 'aws'}:*"));
    assertTrue(may("iam:GetUser", bob.arn()));
    iam.put("bob", "own", Iam.allow("iam:*", "arn:${*}"));
    assertTrue(may("iam:GetUser", "arn:*"));
    assertFalse(may("iam:GetUser", bob.arn()));
  }

  @Test
  void variablesOfOldPoliciesMeanThemselves() {
    var read = ReadPolicy.read(Map.of("Statement", Iam.allow("iam:*", "arn:${aws:username}")));
    var document = new Document("{}", ((ReadPolicy.Read.Well) read).policy());
    iam.done((p, _, _) -> ChangeGrants.put(p, ChangeGrants.Find.user("bob"), "old", document));
    assertTrue(may("iam:GetUser", "arn:${aws:username}"));
    assertFalse(may("iam:GetUser", "arn:bob"));
  }

  /// Deny, then allow, then nothing: whatever the order of statements and of policies.
  @Test
  void theOrderOfStatementsMeansNothing() {
    Seeds.forAll(
        500,
        random -> {
          var world = new Iam();
          User user = world.user("u");
          boolean denied = false;
          boolean allowed = false;
          for (int policy = random.nextInt(4); policy >= 0; policy--) {
            var statements = new ArrayList<Map<String, Object>>();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
              boolean deny = random.nextInt(4) == 0;
              String action = List.of("ecs:RunTask", "ecs:*", "iam:*", "*").get(random.nextInt(4));
              boolean meant = !action.startsWith("iam");
              denied |= deny && meant;
              allowed |= !deny && meant;
              statements.add(Iam.statement(deny ? "Deny" : "Allow", action, "*"));
            }
            give(world, "p" + policy, statements, random);
          }
          var wish = new Authorize.Wish("ecs:RunTask", List.of(WEB), Map.of(), "r");
          Optional<String> why =
              Authorize.refusal(world.picture, user.arn(), user.id(), wish, Iam.NOON);
          assertEquals(!denied && allowed, why.isEmpty());
          assertEquals(denied, why.orElse("").contains("explicit deny"));
        });
  }

  private static void give(
      Iam world, String name, List<Map<String, Object>> statements, RandomGenerator random) {
    Object[] all = statements.toArray();
    if (random.nextBoolean()) {
      world.put("u", name, all);
    } else {
      String arn = world.policy(name, all).arn();
      world.done((p, _, _) -> ChangeGrants.attach(p, ChangeGrants.Find.user("u"), arn));
    }
  }
}
