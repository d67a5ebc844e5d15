package argosy.domain.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
  private static final Map<String, Set<String>> HOST =
      Map.of(
          "attribute:ecs.instance-type", Set.of("g2.2xlarge"),
          "attribute:ecs.availability-zone", Set.of("us-east-1a"),
          "attribute:stack", Set.of("prod"),
          "attribute:bare", Set.of(""),
          "agentVersion", Set.of("1.10.2"),
          "registeredAt", Set.of("2026-03-01T12:00:00Z"),
          "runningTasksCount", Set.of("12"),
          "task:group", Set.of("service:production", "family:web"),
          "agentConnected", Set.of("true"));

  @Test
  void whatTheDocumentationShowsIsUnderstood() {
    for (String expression :
        List.of(
            "attribute:stack == prod",
            "attribute:stack equals prod",
            "attribute:stack != dev",
            "attribute:stack not_equals dev",
            "attribute:ecs.instance-type =~ g2.*",
            "attribute:ecs.instance-type matches g2.*",
            "attribute:ecs.instance-type !~ t2.*",
            "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
            "attribute:ecs.availability-zone !in [us-east-1c]",
            "attribute:ecs.availability-zone not_in [us-east-1c,us-east-1d]",
            "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d",
            "attribute:stack exists",
            "attribute:bare exists",
            "attribute:stack2 !exists",
            "attribute:stack2 not_exists",
            "task:group == service:production",
            "task:group == family:web",
            "not(task:group == database)",
            "!(task:group == database)",
            "runningTasksCount > 9",
            "runningTasksCount >= 12",
            "runningTasksCount <= 12 && runningTasksCount < 13",
            "agentVersion > 1.9.3",
            "agentVersion greater_than_equal 1.10.2",
            "registeredAt < 2026-03-02T00:00:00Z",
            "registeredAt > 2026-03-01T11:59:59",
            "registeredAt >= 2026-03-01T13:00:00+01:00",
            "agentConnected == true",
            "attribute:stack == 'prod'",
            "attribute:stack==\"prod\"",
            "attribute:stack == dev or attribute:stack == prod",
            "attribute:stack == prod || attribute:stack == dev and attribute:stack == test",
            "(attribute:ecs.instance-type =~ (g2|t2)\\..*)")) {
      assertTrue(query(expression).test(QueryTest::host), expression);
    }
  }

  @Test
  void whatIsNotSoIsFalse() {
    for (String expression :
        List.of(
            "attribute:stack == Prod",
            "attribute:missing == prod",
            "attribute:missing > a",
            "attribute:missing in [a]",
            "attribute:missing =~ .*",
            "attribute:stack =~ pro",
            "agentVersion < 1.9.3",
            "task:group != family:web",
            "attribute:stack == prod and not attribute:stack == prod")) {
      assertFalse(query(expression).test(QueryTest::host), expression);
    }
  }

  @Test
  void whatCannotBeReadIsSaidWithItsPlace() {
    assertEquals(
        "expected a value at position 19 of 'attribute:stack =='.", wrong("attribute:stack =="));
    assertEquals(
        "expected an operator (==, !=, >, >=, <, <=, in, !in, =~, !~, exists, !exists) at position"
            + " 17 of 'attribute:stack is prod'.",
        wrong("attribute:stack is prod"));
    assertEquals(
        "'stack' is nothing to ask for: use attribute:NAME, agentConnected, agentVersion,"
            + " ec2InstanceId, registeredAt, runningTasksCount or task:group.",
        wrong("stack == prod"));
    for (String broken :
        List.of(
            "",
            "(",
            "()",
            "attribute:a == b c",
            "attribute:a in b",
            "attribute:a in [b",
            "and",
            "attribute:a =~ (",
            "attribute:a =~ [",
            "attribute:a == 'b",
            "(attribute:a == b",
            "(".repeat(10_000),
            "not ".repeat(10_000))) {
      assertFalse(wrong(broken).isEmpty(), broken);
    }
  }

  @Test
  void nothingThatAnybodyWritesBreaksTheReader() {
    String letters = "attribute:a==!~<>()[],&|'\" inotandr.*";
    Seeds.forAll(
        2_000,
        random -> {
          var text = new StringBuilder();
          for (int n = random.nextInt(30); n >= 0; n--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
          }
          if (Query.parse(text.toString()) instanceof Query.Parsed.Understood(Query query)) {
            query.test(QueryTest::host);
          }
        });
  }

  private static Set<String> host(String name) {
    return HOST.getOrDefault(name, Set.of());
  }

  private static Query query(String expression) {
    Query.Parsed parsed = Query.parse(expression);
    return assertInstanceOf(Query.Parsed.Understood.class, parsed, parsed::toString).query();
  }

  private static String wrong(String expression) {
    return assertInstanceOf(Query.Parsed.Wrong.class, Query.parse(expression)).complaint();
  }
}
