package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The credentials that a container finds, and whom the server takes it for with them.
@ExtendWith(SharedArgosy.class)
class RoleTest {
  private static final String ASK =
      "wget -qO- http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";

  private static final String ROLES = "com.amazonaws.ecs.capability.task-iam-role";

  private final Argosy argosy;
  private final Clients aws;

  RoleTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.aws = aws;
  }

  @Test
  void aContainerIsTheRoleOfItsTaskAndMayDoNothingThatNobodyAllowed() throws Exception {
    Exports exports = argosy.exports();
    String account = aws.sts().getCallerIdentity().account();
    Task task = asking(definition(account));
    String web = task.containers().getFirst().runtimeId();
    JsonNode found = JsonMapper.shared().readTree(Docker.inside(web, ASK));
    assertEquals("arn:aws:iam::" + account + ":role/web", found.path("RoleArn").asString());
    Instant end = Instant.parse(found.path("Expiration").asString());
    assertTrue(end.isAfter(Instant.now().plus(Duration.ofHours(5))), end.toString());
    AwsCredentials session =
        AwsSessionCredentials.create(
            found.path("AccessKeyId").asString(),
            found.path("SecretAccessKey").asString(),
            found.path("Token").asString());
    String id = task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
    var provider = StaticCredentialsProvider.create(session);
    try (StsClient sts =
            Clients.pointed(StsClient.builder(), exports).credentialsProvider(provider).build();
        EcsClient ecs =
            Clients.pointed(EcsClient.builder(), exports).credentialsProvider(provider).build()) {
      assertEquals(
          "arn:aws:sts::" + account + ":assumed-role/web/" + id, sts.getCallerIdentity().arn());
      var refused = assertThrows(EcsException.class, ecs::listClusters);
      assertEquals("AccessDeniedException", refused.awsErrorDetails().errorCode());
      assertTrue(
          refused.awsErrorDetails().errorMessage().contains("assumed-role/web/" + id),
          refused.toString());
    }
    String token = found.path("Token").asString();
    var forged =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                session.accessKeyId(), session.secretAccessKey(), "A" + token.substring(1)));
    try (StsClient sts =
        Clients.pointed(StsClient.builder(), exports).credentialsProvider(forged).build()) {
      assertThrows(Exception.class, sts::getCallerIdentity);
    }
    String labels = Docker.inspect(web).path("Config").path("Labels").toString();
    assertFalse(labels.contains(session.secretAccessKey()), "secrets are not written down");
    aws.stop(task);
  }

  @Test
  void noTaskHasAnothersAndOneWithoutARoleHasNone() throws Exception {
    String account = aws.sts().getCallerIdentity().account();
    Task one = asking(definition(account));
    Task other = asking(definition(account));
    String uri = uri(one);
    assertNotEquals(uri, uri(other));
    char[] guess = uri.toCharArray();
    guess[guess.length - 1] = guess[guess.length - 1] == '0' ? '1' : '0';
    String web = other.containers().getFirst().runtimeId();
    for (String path : new String[] {new String(guess), "/v2/credentials/", "/v2/credentials"}) {
      Ran ran = Docker.run("exec", web, "wget", "-O-", "http://169.254.170.2" + path);
      assertTrue((ran.out() + ran.err()).contains("40"), path + ": " + ran.err());
      assertNotEquals(0, ran.exitCode(), path);
    }
    Task none =
        aws.running(
            aws.run(Definitions.of("roleless", Definitions.shell("web", Definitions.STAY))));
    assertEquals("", uri(none));
    aws.stop(one);
    Await.until(
        Duration.ofSeconds(30),
        "a stopped task's credentials are gone",
        () ->
            Docker.run("exec", web, "wget", "-qO-", "http://169.254.170.2" + uri).exitCode() != 0);
  }

  @Test
  void aTaskAsksForItsProtectionAsItsRole() throws Exception {
    String account = aws.sts().getCallerIdentity().account();
    String web = asking(definition(account)).containers().getFirst().runtimeId();
    for (String how : List.of("GET", "PUT")) {
      JsonNode said = protection(web, how, how.equals("GET") ? "" : "{\"ProtectionEnabled\":true}");
      assertEquals("TASK_NOT_VALID", said.at("/failure/Reason").asString(), said.toString());
    }
    JsonNode bad = protection(web, "PUT", "{\"ExpiresInMinutes\":5}");
    assertEquals("InvalidParameterException", bad.at("/error/Code").asString());
    Task none =
        aws.running(
            aws.run(Definitions.of("roleless", Definitions.shell("web", Definitions.STAY))));
    JsonNode refused = protection(none.containers().getFirst().runtimeId(), "GET", "");
    assertEquals("AccessDeniedException", refused.at("/error/Code").asString());
    assertTrue(refused.at("/error/Message").asString().contains("no task IAM role"));
    assertEquals(none.taskArn(), refused.at("/error/Arn").asString());
  }

  /// What is answered inside, unless the control plane took longer than the agent gives it.
  private static JsonNode protection(String container, String how, String body) throws Exception {
    return Await.some(
        Services.PATIENCE,
        "an answer in time to " + how,
        () ->
            Optional.of(asked(container, how, body))
                .filter(it -> !it.at("/error/Code").asString().equals("RequestCanceled")));
  }

  /// Whatever the answer's status: the container has no client that shows it.
  private static JsonNode asked(String container, String how, String body) throws Exception {
    String ask =
        "printf '%s %s HTTP/1.0\\r\\nContent-Length: %s\\r\\n\\r\\n%s' \"$HOW\""
            + " \"${ECS_AGENT_URI#http://169.254.170.2}/task-protection/v1/state\""
            + " \"${#BODY}\" \"$BODY\" | nc 169.254.170.2 80";
    String said =
        Docker.run("exec", "-e", "HOW=" + how, "-e", "BODY=" + body, container, "sh", "-c", ask)
            .well()
            .out();
    return JsonMapper.shared().readTree(said.substring(said.indexOf('{')));
  }

  /// Another Argosy of this machine may have had the address until now; then its host takes no task
  /// that has a role.
  private Task asking(RegisterTaskDefinitionRequest definition) throws Exception {
    Await.until(Duration.ofSeconds(30), "a host that serves credentials", () -> aws.hostIs(ROLES));
    return aws.running(aws.run(definition));
  }

  private static RegisterTaskDefinitionRequest definition(String account) {
    return Definitions.of("role", Definitions.shell("web", Definitions.STAY)).toBuilder()
        .taskRoleArn("arn:aws:iam::" + account + ":role/web")
        .build();
  }

  private static String uri(Task task) throws Exception {
    return Docker.inspect(task.containers().getFirst().runtimeId())
        .at("/Config/Env")
        .valueStream()
        .map(JsonNode::asString)
        .filter(text -> text.startsWith("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI="))
        .map(text -> text.substring(text.indexOf('=') + 1))
        .findFirst()
        .orElse("");
  }
}
