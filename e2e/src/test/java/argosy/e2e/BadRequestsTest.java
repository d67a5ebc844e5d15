package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Requests that aren't what they should be: AWS's own code and status, and words that say what to
/// do.
@ExtendWith(SharedArgosy.class)
class BadRequestsTest {
  private static final String LIST = "ListClusters";

  private final Raw raw;

  BadRequestsTest(Argosy argosy) throws Exception {
    this.raw = Raw.of(argosy);
  }

  @Test
  void aGoodRequestIsAnswered() throws Exception {
    Raw.Reply reply = raw.call(LIST, "{}");
    assertEquals(200, reply.status(), reply.text());
    assertTrue(reply.json().path("clusterArns").isArray());
    assertTrue(reply.headers().containsKey("x-amzn-requestid"), reply.headers().toString());
  }

  @Test
  void aSignatureByAnotherSecretIsRefused() throws Exception {
    assertRefused(
        raw.withSecret("not/the/secret/of/this/key").call(LIST, "{}"),
        400,
        "InvalidSignatureException",
        "does not match the signature you provided");
  }

  @Test
  void anUnknownKeyIsRefusedAndToldWhereToFindTheRightOne() throws Exception {
    assertRefused(
        raw.withKey("AKIAIOSFODNN7EXAMPLE").call(LIST, "{}"),
        400,
        "UnrecognizedClientException",
        "argosy env");
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    assertRefused(
        raw.unsigned().call(LIST, "{}"),
        400,
        "MissingAuthenticationTokenException",
        "Missing Authentication Token");
  }

  @Test
  void aSignatureOfAnotherTimeIsRefused() throws Exception {
    Clock now = Clock.systemUTC();
    assertRefused(
        raw.at(Clock.offset(now, Duration.ofMinutes(-6))).call(LIST, "{}"),
        400,
        "InvalidSignatureException",
        "Signature expired");
    assertRefused(
        raw.at(Clock.offset(now, Duration.ofMinutes(6))).call(LIST, "{}"),
        400,
        "InvalidSignatureException",
        "Signature not yet current");
    assertEquals(200, raw.at(Clock.offset(now, Duration.ofMinutes(-4))).call(LIST, "{}").status());
  }

  @Test
  void anActionThatDoesNotExistIsToldFromOneThatIsNotBuilt() throws Exception {
    assertRefused(
        raw.call("MakeCoffee", "{}"), 400, "UnknownOperationException", "MakeCoffee is no action");
    assertRefused(
        raw.call("CreateExpressGatewayService", "{}"),
        501,
        "ActionNotBuilt",
        "Argosy does not have yet; docs/compat.md lists what is built");
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() throws Exception {
    for (String body : List.of("not JSON", "{\"clusterName\": ", "[]", "\"text\"")) {
      assertRefused(raw.call("CreateCluster", body), 400, "SerializationException", "");
    }
  }

  @Test
  void aMemberOfTheWrongTypeIsRefusedByItsName() throws Exception {
    assertRefused(
        raw.call("RunTask", "{\"taskDefinition\": \"web\", \"count\": \"three\"}"),
        400,
        "SerializationException",
        "count");
  }

  @Test
  void whatDoesNotExistIsSaidNotToExist() throws Exception {
    assertRefused(
        raw.call("ListTasks", "{\"cluster\": \"nowhere\"}"),
        400,
        "ClusterNotFoundException",
        "Cluster not found.");
    assertRefused(
        raw.call("RunTask", "{\"taskDefinition\": \"nobodys:1\"}"),
        400,
        "ClientException",
        "TaskDefinition not found.");
    assertRefused(
        raw.call("DescribeTaskDefinition", "{\"taskDefinition\": \"nobodys\"}"),
        400,
        "ClientException",
        "Unable to describe task definition.");
    assertRefused(
        raw.call("StopTask", "{\"task\": \"0123456789abcdef0123456789abcdef\"}"),
        400,
        "InvalidParameterException",
        "The referenced task was not found.");
    var missing =
        raw.call("DescribeTasks", "{\"tasks\": [\"0123456789abcdef0123456789abcdef\"]}").json();
    assertEquals("MISSING", missing.at("/failures/0/reason").asString());
    assertEquals(0, missing.path("tasks").size());
  }

  private static void assertRefused(Raw.Reply reply, int status, String code, String words) {
    assertEquals(code, reply.code(), reply.text());
    assertEquals(status, reply.status(), reply.text());
    assertTrue(reply.message().contains(words), reply.text());
  }
}
