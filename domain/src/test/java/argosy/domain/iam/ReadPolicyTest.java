package argosy.domain.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.domain.error.EcsError;
import argosy.domain.error.IamCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadPolicyTest {
  private static final String SYNTAX = "Syntax errors in policy.";

  private static void assertMalformed(String why, @Nullable Object json) {
    assertEquals(
        new ReadPolicy.Read.Malformed(new EcsError.Iam(IamCode.MALFORMED_POLICY_DOCUMENT, why)),
        ReadPolicy.read(json),
        () -> "" + json);
  }

  private static Map<String, Object> policy(Object statement) {
    return Map.of("Version", "2012-10-17", "Statement", statement);
  }

  private static Map<String, Object> with(String member, @Nullable Object value) {
    Map<String, Object> statement = new HashMap<>(Iam.allow("ecs:*", "*"));
    if (value == null) {
      statement.remove(member);
    } else {
      statement.put(member, value);
    }
    return policy(statement);
  }

  private static Map<String, Object> onlyIf(String operator, Object keys) {
    return with("Condition", Map.of(operator, keys));
  }

  @Test
  void whatIsNoPolicyIsRefused() {
    assertMalformed(SYNTAX, null);
    assertMalformed(SYNTAX, "text");
    assertMalformed(SYNTAX, Map.of());
    assertMalformed(SYNTAX, Map.of("Version", "2012-10-17"));
    assertMalformed(SYNTAX, policy("Allow"));
    assertMalformed(SYNTAX, policy(Arrays.asList((Object) null)));
    assertMalformed(
        SYNTAX, Map.of("Statement", Iam.allow("*", "*"), "Statements", Iam.allow("*", "*")));
    assertMalformed(
        "The policy must contain a valid version string.",
        Map.of("Version", "2020-01-01", "Statement", Iam.allow("*", "*")));
  }

  @Test
  void eachStatementSaysWhatItMust() {
    assertMalformed(SYNTAX, with("Effect", null));
    assertMalformed(SYNTAX, with("Effect", "allow"));
    assertMalformed(SYNTAX, with("Actions", "ecs:*"));
    assertMalformed(SYNTAX, with("NotAction", "ecs:*"));
    assertMalformed(SYNTAX, with("Action", List.of(1)));
    assertMalformed("Policy statement must contain actions.", with("Action", null));
    assertMalformed("Policy statement must contain actions.", with("Action", List.of()));
    assertMalformed("Policy statement must contain resources.", with("Resource", null));
    assertMalformed("Policy document should not specify a principal.", with("Principal", "*"));
    assertMalformed(
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        with("Action", "RunTask"));
    assertMalformed("Resource web must be in ARN format or \"*\".", with("Resource", "web"));
    assertMalformed("Statement IDs (SID) must be alpha-numeric.", with("Sid", "a-b"));
    var twice = new HashMap<>(Iam.allow("ecs:*", "*"));
    twice.put("Sid", "one");
    assertMalformed(
        "Statement IDs (SID) in a single policy must be unique.", policy(List.of(twice, twice)));
  }

  @Test
  void whatCannotBeEvaluatedIsRefusedAndNotPassedOver() {
    assertMalformed(
        "Argosy can't evaluate the condition operator 'IpAddress' yet; docs/compat.md lists those"
            + " that it can.",
        onlyIf("IpAddress", Map.of("aws:SourceIp", "10.0.0.0/8")));
    assertMalformed(
        "Argosy can't evaluate the condition operator 'ForAllValues:StringEquals' yet;"
            + " docs/compat.md lists those that it can.",
        onlyIf("ForAllValues:StringEquals", Map.of("aws:TagKeys", "a")));
    assertMalformed(
        "Argosy can't evaluate the condition key 'aws:SourceVpc' yet; docs/compat.md lists those"
            + " that it can.",
        onlyIf("StringEquals", Map.of("aws:SourceVpc", "vpc-1")));
    assertMalformed(
        "Argosy can't fill in the policy variable 'aws:SourceIp' of 'arn:${aws:SourceIp}' yet;"
            + " docs/compat.md lists those that it can.",
        with("Resource", "arn:${aws:SourceIp}"));
    assertMalformed(
        "Argosy can't fill in the policy variable '${' of 'arn:${aws:username' yet; docs/compat.md"
            + " lists those that it can.",
        with("Resource", "arn:${aws:username"));
    assertMalformed(
        "'soon' is no value for DateLessThan of aws:CurrentTime.",
        onlyIf("DateLessThan", Map.of("aws:CurrentTime", "soon")));
    assertMalformed(
        "'yes' is no value for Bool of aws:ViaAWSService.",
        onlyIf("Bool", Map.of("aws:ViaAWSService", "yes")));
    assertMalformed(SYNTAX, onlyIf("Bool", Map.of()));
    assertMalformed(SYNTAX, onlyIf("Bool", Map.of("aws:ViaAWSService", List.of())));
  }

  @Test
  void operatorsAreCalledAsAwsCallsThem() {
    for (Operator operator : Operator.values()) {
      assertEquals(operator, Operator.named(operator.awsName()).orElseThrow());
    }
    assertEquals("StringNotEqualsIgnoreCase", Operator.STRING_NOT_EQUALS_IGNORE_CASE.awsName());
    assertEquals("Null", Operator.NULL.awsName());
  }

  @Test
  void oneThingMayStandForAListOfOne() {
    var one = ReadPolicy.read(policy(Iam.allow("ecs:*", "*")));
    var list = ReadPolicy.read(policy(List.of(Iam.allow("ecs:*", "*"))));
    assertInstanceOf(ReadPolicy.Read.Well.class, one);
    assertEquals(one, list);
  }
}
