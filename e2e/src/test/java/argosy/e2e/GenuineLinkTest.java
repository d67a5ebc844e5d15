package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// How Amazon's own agent joins a cluster and holds its sockets, and what the control plane does
/// when it doesn't.
class GenuineLinkTest {
  /// Close codes after which it connects again at once.
  private static final List<Integer> NORMAL = List.of(1000, 1001);

  private static Argosy argosy;
  private static Clients aws;

  private GenuineHost host;
  private GenuineAgent agent;

  @BeforeAll
  static void start() throws Exception {
    argosy = Argosy.withoutEngine();
    aws = argosy.clients();
  }

  @AfterAll
  static void clear() throws Exception {
    argosy.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    host = new GenuineHost(argosy);
    agent = host.agent();
  }

  @Test
  void itJoinsAsItDoesAtItsStart() throws Exception {
    agent.register();
    var acsEndpoint = discovery();
    var tcsEndpoint = discovery();
    assertEquals(acsEndpoint.join(), tcsEndpoint.join());
    try (AgentSocket acs = agent.acs();
        AgentSocket tcs = agent.tcs()) {
      agent.idle(tcs);
      assertNotNull(tcs.next("AckPublishMetric"));
      assertNotNull(acs.next("TaskManifestMessage"));
      ContainerInstance joined = host.instance();
      assertTrue(joined.agentConnected());
      assertEquals("1.89.1", joined.versionInfo().agentVersion());
      assertEquals("2aa7018c", joined.versionInfo().agentHash());
      assertEquals("DockerVersion: 20.10.24+dfsg1", joined.versionInfo().dockerVersion());
      assertEquals("ACTIVE", joined.status());
      assertEquals(2_048, remaining(joined, "CPU"));
      assertEquals(3_900, remaining(joined, "MEMORY"));
    }
  }

  private CompletableFuture<GenuineAgent.Endpoints> discovery() {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return agent.discover();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
  }

  @Test
  void withoutAClusterItMakesTheDefaultOne() throws Exception {
    var unconfigured = new GenuineAgent(argosy.exports(), "");
    unconfigured.register();
    assertTrue(unconfigured.instance().contains("/default/"), unconfigured.instance());
    assertEquals(1, aws.ecs().listContainerInstances().containerInstanceArns().size());
    assertEquals("default", aws.ecs().describeClusters().clusters().getFirst().clusterName());
  }

  @Test
  void itComesBackAsTheInstanceThatItWas() throws Exception {
    agent.register();
    String first = agent.instance();
    agent.register();
    assertEquals(first, agent.instance());
    assertEquals(
        List.of(first),
        aws.ecs().listContainerInstances(it -> it.cluster(host.cluster())).containerInstanceArns());
  }

  @Test
  void aPayloadThatItDoesNotAcknowledgeIsSaidAgain() throws Exception {
    agent.register();
    try (AgentSocket acs = agent.acs()) {
      Task asked = run();
      JsonNode first = payload(acs, asked);
      JsonNode again = payload(acs, asked);
      assertNotEquals(first.path("messageId"), again.path("messageId"));
      assertTrue(again.path("seqNum").asLong() > first.path("seqNum").asLong());
      assertEquals(first.at("/tasks/0/containers"), again.at("/tasks/0/containers"));
    }
  }

  @Test
  void itsOwnCloseAndAConnectionAnewAreNothingToWorryAbout() throws Exception {
    agent.register();
    AgentSocket first = agent.acs();
    Task asked = run();
    agent.acks(first, payload(first, asked));
    first.expire();
    assertTrue(NORMAL.contains(first.closedWith()), "others mean a back-off");
    try (AgentSocket second = agent.acs()) {
      assertNotNull(payload(second, asked), "a new connection is told everything");
      assertTrue(host.isConnected());
      JsonNode manifest = second.next("TaskManifestMessage");
      assertEquals(asked.taskArn(), manifest.at("/tasks/0/taskArn").asString());
      assertEquals("PENDING", host.describe(asked).lastStatus(), "its tasks are as before");
    }
  }

  @Test
  void oneThatIsGoneIsShownAsSuch() throws Exception {
    agent.register();
    AgentSocket acs = agent.acs();
    Await.until(Unharmed.TRUE_MAX, "it is connected", host::isConnected);
    acs.close();
    Await.until(Unharmed.TRUE_MAX, "it is gone", () -> !host.isConnected());
  }

  @Test
  void whatItRunsBeyondTheManifestItIsToldToStop() throws Exception {
    agent.register();
    try (AgentSocket acs = agent.acs()) {
      Task known = run();
      JsonNode manifest = acs.next("TaskManifestMessage");
      agent.acks(acs, manifest);
      String stray = known.taskArn().replaceFirst("/[0-9a-f]+$", "/" + "0".repeat(32));
      acs.send(
          "TaskStopVerificationMessage",
          Map.of(
              "messageId",
              manifest.path("messageId").asString(),
              "stopCandidates",
              List.of(stopped(stray), stopped(known.taskArn()))));
      JsonNode answer = acs.next("TaskStopVerificationAck");
      assertEquals(manifest.path("messageId"), answer.path("messageId"), "it wants the same id");
      assertTrue(answer.path("generatedAt").isIntegralNumber());
      assertEquals(1, answer.path("stopTasks").size(), "one was placed since");
      assertEquals(stray, answer.at("/stopTasks/0/taskArn").asString());
    }
  }

  private Map<String, String> stopped(String task) {
    String its = agent.instance().replaceFirst(":container-instance/([^/]+)/.*", ":cluster/$1");
    return Map.of("taskArn", task, "desiredStatus", "STOPPED", "taskClusterArn", its);
  }

  @Test
  void oddMessagesHarmNothing() throws Exception {
    agent.register();
    try (AgentSocket acs = agent.acs()) {
      Task asked = run();
      JsonNode payload = payload(acs, asked);
      agent.refuses(acs, "9c1185a5-c5e9-54dc-ab3c-000000000000", "Updates are disabled");
      acs.send("HeartbeatAckRequest", Map.of("messageId", "never sent"));
      acs.send("SomethingNew", Map.of("messageId", "1"));
      agent.acks(acs, payload);
      agent.acks(acs, payload);
      Task next = run();
      JsonNode second = payload(acs, next);
      assertEquals(1, second.path("tasks").size(), "what was acknowledged isn't said again");
      assertTrue(acs.isOpen());
    }
  }

  @Test
  void itsOldSocketIsClosedByItsNewOneSoThatItConnectsAtOnce() throws Exception {
    agent.register();
    AgentSocket old = agent.acs();
    try (AgentSocket _ = agent.acs()) {
      assertTrue(NORMAL.contains(old.closedWith()), "others mean a back-off");
      assertTrue(host.isConnected());
    }
  }

  @Test
  void oneThatWasDeregisteredIsRefusedInWordsThatItKnows() throws Exception {
    agent.register();
    aws.ecs()
        .deregisterContainerInstance(
            it -> it.cluster(host.cluster()).containerInstance(agent.instance()).force(true));
    RawLine.Reply refused = agent.refusedSocket(argosy.port());
    assertEquals(400, refused.status());
    assertTrue(
        refused.text().startsWith("{\"type\":\"InactiveInstanceException\""), refused.text());
  }

  @Test
  void credentialsComeWithTheirTasksOnEveryConnection() throws Exception {
    agent.register();
    String account = aws.sts().getCallerIdentity().account();
    RegisterTaskDefinitionRequest definition =
        Definitions.of("roles", Definitions.webserver(0)).toBuilder()
            .taskRoleArn("arn:aws:iam::" + account + ":role/app")
            .build();
    Task asked;
    JsonNode before;
    try (AgentSocket acs = agent.acs()) {
      asked = host.run(definition);
      before = payload(acs, asked).at("/tasks/0/roleCredentials");
    }
    try (AgentSocket acs = agent.acs()) {
      JsonNode again = payload(acs, asked).at("/tasks/0/roleCredentials");
      assertEquals(before.path("credentialsId"), again.path("credentialsId"), "it is their name");
      assertFalse(again.path("secretAccessKey").asString().isEmpty());
    }
  }

  private Task run() throws Exception {
    return host.run(Definitions.of("linked", Definitions.webserver(0)));
  }

  private static JsonNode payload(AgentSocket acs, Task task) throws InterruptedException {
    return GenuineHost.payload(acs, task, "RUNNING");
  }

  private static int remaining(ContainerInstance instance, String resource) {
    return instance.remainingResources().stream()
        .filter(it -> it.name().equals(resource))
        .findFirst()
        .orElseThrow()
        .integerValue();
  }
}
