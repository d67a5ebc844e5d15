package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.e2e.GenuineAgent.Said;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;
import tools.jackson.databind.JsonNode;

/// What becomes of tasks that Amazon's own agent runs: it tells of containers, in its own odd ways,
/// and the control plane says what that means.
class GenuineTaskTest {
  private static final String ID = "4f".repeat(32);

  private static Argosy argosy;
  private static Clients aws;

  private GenuineHost host;
  private GenuineAgent agent;
  private AgentSocket acs;

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
  void join() throws Exception {
    host = new GenuineHost(argosy);
    agent = host.agent();
    agent.register();
    acs = agent.acs();
    agent.acks(acs, acs.next("TaskManifestMessage"));
  }

  @AfterEach
  void leave() {
    acs.close();
  }

  @Test
  void aTaskGoesTheWholeWay() throws Exception {
    String account = aws.sts().getCallerIdentity().account();
    String role = "arn:aws:iam::" + account + ":role/";
    Task asked =
        host.run(
            definition().toBuilder()
                .taskRoleArn(role + "app")
                .executionRoleArn(role + "execution")
                .build());
    assertEquals("PENDING", asked.lastStatus());
    JsonNode payload = payload(asked, "RUNNING");
    JsonNode told = payload.path("tasks").get(0);
    assertTrue(told.path("version").isString(), "the revision is a text");
    assertEquals("docker", told.at("/containers/0/healthCheckType").asString());
    assertEquals(role + "app", told.at("/roleCredentials/roleArn").asString());
    assertNotEquals(
        told.at("/roleCredentials/credentialsId"),
        told.at("/executionRoleCredentials/credentialsId"));
    agent.acks(acs, payload);

    Map<String, Object> pulled = Map.of("imageDigest", "sha256:" + "ab".repeat(32));
    reports(asked, "PENDING", new Said("web", "PENDING", pulled));
    assertEquals("PENDING", task(asked).lastStatus());
    var binding =
        Map.of("bindIP", "0.0.0.0", "containerPort", 80, "hostPort", 32_768, "protocol", "tcp");
    Map<String, Object> bound = Map.of("runtimeId", ID, "networkBindings", List.of(binding));
    reports(asked, "RUNNING", new Said("web", "RUNNING", bound), side("RUNNING"));
    Task running = task(asked);
    assertEquals("RUNNING", running.lastStatus());
    assertNotNull(running.startedAt());
    assertNotNull(running.pullStartedAt());
    assertEquals(ID, Clients.container(running, "web").runtimeId());
    assertEquals(pulled.get("imageDigest"), Clients.container(running, "web").imageDigest());
    assertEquals(32_768, Clients.container(running, "web").networkBindings().getFirst().hostPort());

    try (AgentSocket tcs = agent.tcs()) {
      agent.health(tcs, told, "HEALTHY");
      assertNotNull(tcs.next("AckPublishHealth"));
      Await.until(
          Unharmed.TRUE_MAX,
          "its health shows",
          () -> task(asked).healthStatus() == HealthStatus.HEALTHY);
    }

    aws.ecs().stopTask(it -> it.cluster(host.cluster()).task(asked.taskArn()).reason("enough"));
    agent.acks(acs, payload(asked, "STOPPED"));
    assertEquals("STOPPING", task(asked).lastStatus(), "until the agent says that it stopped");
    assertEquals("STOPPED", task(asked).desiredStatus());
    reports(asked, "STOPPED", web("STOPPED", 143), side("STOPPED"));
    Task stopped = task(asked);
    assertEquals("STOPPED", stopped.lastStatus());
    assertEquals(TaskStopCode.USER_INITIATED, stopped.stopCode());
    assertEquals("enough", stopped.stoppedReason());
    assertNotNull(stopped.executionStoppedAt());
    assertEquals(143, Clients.container(stopped, "web").exitCode());
    assertNull(Clients.container(stopped, "side").exitCode());
  }

  @Test
  void aRunningTaskOfWhichAnEssentialContainerEndedIsToStop() throws Exception {
    Task asked = accepted();
    reports(asked, "RUNNING", web("RUNNING", 0), side("RUNNING"));
    // The agent's ticker flushes a container's change with the task as it was.
    reports(asked, "RUNNING", web("STOPPED", 3));
    Task stopping = task(asked);
    assertEquals("STOPPING", stopping.lastStatus());
    assertEquals("STOPPED", stopping.desiredStatus());
    assertEquals("STOPPED", Clients.container(stopping, "web").lastStatus());
    assertNotNull(payload(asked, "STOPPED"));
    reports(asked, "STOPPED", side("STOPPED"));
    Task stopped = task(asked);
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, stopped.stopCode());
    assertEquals("Essential container in task exited", stopped.stoppedReason());
    assertEquals(3, Clients.container(stopped, "web").exitCode());
  }

  @Test
  void oneCallMayTellTwiceOfAContainer() throws Exception {
    Task asked = accepted();
    reports(asked, "RUNNING", web("RUNNING", 5), web("STOPPED", 5), side("RUNNING"));
    Task flushed = task(asked);
    assertEquals("STOPPED", Clients.container(flushed, "web").lastStatus(), "the last counts");
    assertEquals(5, Clients.container(flushed, "web").exitCode());
    assertEquals("RUNNING", Clients.container(flushed, "side").lastStatus());
    reports(asked, "STOPPED", side("STOPPED"));
    assertEquals(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, task(asked).stopCode());
  }

  @Test
  void aContainerThatIsNotEssentialEndsInACallOfARunningTask() throws Exception {
    Task asked = accepted();
    reports(asked, "RUNNING", web("RUNNING", 0), side("RUNNING"));
    reports(asked, "RUNNING", side("STOPPED"));
    assertEquals("RUNNING", task(asked).desiredStatus());
    assertEquals("STOPPED", Clients.container(task(asked), "side").lastStatus());
    assertEquals("RUNNING", Clients.container(task(asked), "web").lastStatus());
  }

  @Test
  void whatComesTwiceLateOrInDisorderChangesNothing() throws Exception {
    Task asked = accepted();
    reports(asked, "RUNNING", web("RUNNING", 0), side("RUNNING"));
    Task running = task(asked);
    reports(asked, "RUNNING", web("RUNNING", 0), side("RUNNING"));
    assertEquals(running, task(asked), "twice");
    reports(asked, "PENDING", web("PENDING", 0));
    assertEquals("RUNNING", task(asked).lastStatus(), "late");
    assertEquals("RUNNING", Clients.container(task(asked), "web").lastStatus(), "late");
    reports(asked, "RUNNING", side("STOPPED"));
    reports(asked, "RUNNING", side("RUNNING"));
    assertEquals("STOPPED", Clients.container(task(asked), "side").lastStatus(), "in disorder");
    reports(asked, "STOPPED", web("STOPPED", 0), side("STOPPED"));
    Task stopped = task(asked);
    reports(asked, "RUNNING", web("RUNNING", 0), side("RUNNING"));
    reports(asked, "STOPPED", web("STOPPED", 137), side("STOPPED"));
    assertEquals(stopped, task(asked), "after the end");
  }

  @Test
  void anInvalidTaskIsNotAcknowledgedButToldAsStopped() throws Exception {
    Task asked = host.run(definition());
    JsonNode first = payload(asked, "RUNNING");
    String why = "UnrecogniedTaskError: Error loading task - invalid character";
    agent.reports(asked.taskArn(), "STOPPED", why).well();
    Task stopped = task(asked);
    assertEquals(TaskStopCode.TASK_FAILED_TO_START, stopped.stopCode());
    assertEquals(why, stopped.stoppedReason());
    Task next = host.run(definition());
    JsonNode second = payload(next, "RUNNING");
    assertEquals(1, second.path("tasks").size(), "the invalid one doesn't come again");
    assertNotEquals(first.path("messageId"), second.path("messageId"));
  }

  @Test
  void theReasonOfAContainerIsTheTasksWhereItNeverRan() throws Exception {
    Task asked = accepted();
    String why = "CannotPullImageManifestError: Error response from daemon: manifest unknown";
    var failed = new Said("web", "STOPPED", Map.of("reason", why));
    reports(asked, "STOPPED", failed, new Said("side", "STOPPED", Map.of()));
    Task stopped = task(asked);
    assertEquals(TaskStopCode.TASK_FAILED_TO_START, stopped.stopCode());
    assertEquals(why, stopped.stoppedReason());
    assertEquals(why, Clients.container(stopped, "web").reason());
  }

  @Test
  void aTaskThatTheAgentNeverSawIsToldAsStopped() throws Exception {
    acs.close();
    Await.until(Unharmed.TRUE_MAX, "nobody is connected", () -> !host.isConnected());
    acs = agent.acs();
    Task asked = host.run(definition());
    aws.ecs().stopTask(it -> it.cluster(host.cluster()).task(asked.taskArn()));
    JsonNode payload = payload(asked, "STOPPED");
    reports(
        asked,
        "STOPPED",
        new Said("web", "STOPPED", Map.of()),
        new Said("side", "STOPPED", Map.of()));
    agent.acks(acs, payload);
    assertEquals("STOPPED", task(asked).lastStatus());
    assertEquals(TaskStopCode.USER_INITIATED, task(asked).stopCode());
  }

  @Test
  void aReportOfATaskThatNobodyKnowsIsRefusedForGood() throws Exception {
    String known = host.run(definition()).taskArn();
    String unknown = known.substring(0, known.lastIndexOf('/') + 1) + "0".repeat(32);
    GenuineAgent.Reply refused = agent.reports(unknown, "STOPPED", "", web("STOPPED", 0));
    assertEquals(400, refused.status());
    assertEquals(
        "InvalidParameterException",
        refused.body().path("__type").asString(),
        "with any other error the agent says it again for ever");
  }

  private static RegisterTaskDefinitionRequest definition() {
    return Definitions.of(
        "genuine",
        Definitions.webserver(0).healthCheck(it -> it.command("CMD", "true")),
        Definitions.shell("side", "true").essential(false));
  }

  /// A task of which the agent has heard.
  private Task accepted() throws Exception {
    Task asked = host.run(definition());
    agent.acks(acs, payload(asked, "RUNNING"));
    assertFalse(task(asked).lastStatus().equals("RUNNING"));
    return asked;
  }

  private JsonNode payload(Task task, String desired) throws InterruptedException {
    return GenuineHost.payload(acs, task, desired);
  }

  private void reports(Task task, String status, Said... containers) throws Exception {
    agent.reports(task.taskArn(), status, "", containers).well();
  }

  private static Said web(String status, int exitCode) {
    return status.equals("STOPPED")
        ? new Said("web", status, Map.of("runtimeId", ID, "exitCode", exitCode))
        : new Said("web", status, Map.of("runtimeId", ID));
  }

  private static Said side(String status) {
    return new Said("side", status, Map.of("runtimeId", "5e".repeat(32)));
  }

  private Task task(Task task) {
    return host.describe(task);
  }
}
