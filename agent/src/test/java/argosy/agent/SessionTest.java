package argosy.agent;

import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.AcsMessage.TaskIdentifier;
import argosy.wire.acs.AcsMessage.TaskManifestMessage;
import argosy.wire.acs.AcsMessage.TaskStopVerificationAck;
import argosy.wire.shape.Unmodelled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.Resource;

final class SessionTest {
  private final AgentRig rig = new AgentRig();

  private List<AcsMessage> said() {
    return rig.plane.acs().heard.stream().map(AcsFrame::decode).toList();
  }

  private void hear(AcsMessage message) {
    rig.plane.acs().say(AcsFrame.encode(message));
    rig.loop.settle();
  }

  private TaskManifestMessage manifest(long timeline, TaskIdentifier... tasks) {
    return new TaskManifestMessage(
        "manifest" + timeline, "default", rig.plane.instance(), 1, timeline, List.of(tasks));
  }

  @Test
  void aHostRegistersItsGpus() {
    AgentRig one = new AgentRig(new Gpus(List.of("GPU-a", "GPU-b"), "550.1"));
    one.start();
    RegisterContainerInstanceRequest request = one.plane.registrations.getFirst();
    assertEquals(
        List.of("GPU-a GPU", "GPU-b GPU"),
        request.platformDevices().stream().map(d -> d.id() + " " + d.typeAsString()).toList());
    assertTrue(
        request
            .attributes()
            .containsAll(
                List.of(
                    Attribute.builder()
                        .name("ecs.capability.gpu-driver-version")
                        .value("550.1")
                        .build(),
                    Attribute.builder()
                        .name("ecs.capability.nvidia-driver-version.550.1")
                        .build())));
    rig.start();
    assertEquals(List.of(), rig.plane.registrations.getFirst().platformDevices());
  }

  @Test
  void everyTryOfARegistrationHasTheSameToken() {
    rig.plane.hasCluster = false;
    rig.start();
    List<String> tokens = tokens();
    assertEquals(2, tokens.size(), "the first try found no cluster");
    assertEquals(tokens.getFirst(), tokens.getLast());
    rig.restart();
    assertFalse(tokens.contains(tokens().getLast()), "each start has its own");
  }

  private List<String> tokens() {
    return rig.plane.registrations.stream()
        .map(it -> Unmodelled.CLIENT_TOKEN.in(it).orElseThrow())
        .toList();
  }

  @Test
  void aHostRegistersWithWhatItHasAndOpensBothSockets() {
    rig.start();
    RegisterContainerInstanceRequest request = rig.plane.registrations.getFirst();
    assertEquals("default", request.cluster());
    assertEquals(
        List.of("CPU", "MEMORY", "PORTS", "PORTS_UDP"),
        request.totalResources().stream().map(Resource::name).toList());
    assertEquals(2048, request.totalResources().getFirst().integerValue());
    List<String> names = request.attributes().stream().map(Attribute::name).toList();
    assertTrue(names.contains("com.amazonaws.ecs.capability.docker-remote-api.1.41"));
    assertTrue(names.contains("disk"));
    assertTrue(names.contains("com.amazonaws.ecs.capability.privileged-container"));
    for (String newer :
        List.of(
            "container-ordering",
            "container-health-check",
            "container-restart-policy",
            "pid-ipc-namespace-sharing",
            "docker-plugin.local")) {
      assertTrue(names.contains("ecs.capability." + newer), newer);
    }
    assertFalse(names.contains("ecs.capability.task-eni"));
    assertEquals(
        "ws://127.0.0.1:4566/acs/ws?agentHash=argosy&agentVersion=0.1.0&clusterArn=default"
            + "&containerInstanceArn=arn%3Aaws%3Aecs%3Aus-east-1%3A000000000000%3A"
            + "container-instance%2Fdefault%2F1&dockerVersion=DockerVersion%3A+20.10.24"
            + "&protocolVersion=2&sendCredentials=true&seqNum=1",
        rig.plane.acs().address.toString());
    assertTrue(rig.plane.tcs().address.toString().startsWith("ws://127.0.0.1:4566/tcs/ws?agent"));
    assertTrue(rig.plane.tcs().heard.getFirst().contains("\"idle\":true"));
  }

  @Test
  void metricsGoOutEveryTwentySeconds() {
    rig.start();
    for (int i = 0; i < 10; i++) {
      rig.loop.pass(Duration.ofSeconds(20));
      rig.plane.tcs().say("{\"type\":\"AckPublishMetric\",\"message\":{}}");
      rig.plane.acs().say(AcsFrame.encode(new AcsMessage.HeartbeatMessage("h" + i, true)));
    }
    rig.loop.settle();
    assertEquals(11, rig.plane.tcs().heard.size());
    assertEquals(new AcsMessage.HeartbeatAckRequest("h0"), said().getFirst());
    assertEquals(1, rig.plane.acs.size());
  }

  @Test
  void theDefaultClusterIsMadeIfItIsMissing() {
    rig.plane.hasCluster = false;
    rig.start();
    assertEquals(2, rig.plane.registrations.size());
    assertEquals(1, rig.plane.acs.size());
  }

  @Test
  void aControlPlaneThatStartsLaterIsFound() {
    rig.plane.away = true;
    rig.start();
    rig.loop.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), rig.plane.acs);
    rig.plane.away = false;
    rig.loop.pass(Duration.ofSeconds(40));
    assertEquals(1, rig.plane.acs.size());
  }

  @Test
  void payloadsAreAcknowledgedOnceTheyAreKept() {
    rig.start().place(task("t1", container("app")));
    assertEquals(List.of(new AcsMessage.AckRequest("default", rig.plane.instance(), "m1")), said());
    assertTrue(rig.checkpoint.load().containsKey("task-t1"));
  }

  @Test
  void aManifestFindsTasksThatAreTooManyAndConfirmedOnesStop() {
    rig.start().place(task("t1", container("app")), task("t2", container("two")));
    hear(manifest(5, new TaskIdentifier(Payloads.arn("t1"), "RUNNING", null)));
    AcsMessage.TaskStopVerificationMessage asked =
        (AcsMessage.TaskStopVerificationMessage) said().getLast();
    assertEquals("manifest5", asked.messageId());
    assertEquals(
        List.of(new TaskIdentifier(Payloads.arn("t2"), "STOPPED", "default")),
        asked.stopCandidates());
    int before = said().size();
    hear(manifest(5));
    assertEquals(before, said().size(), "a timeline counts once");
    hear(new TaskStopVerificationAck("another", 1, asked.stopCandidates()));
    assertEquals(List.of("app", "two"), rig.running());
    hear(new TaskStopVerificationAck("manifest5", 1, asked.stopCandidates()));
    assertEquals(List.of("app"), rig.running());
  }

  @Test
  void aQuestionIsRepeatedUntilItIsAnswered() {
    rig.start().place(task("t1", container("app")));
    hear(manifest(5));
    AcsMessage asked = said().getLast();
    rig.loop.pass(Duration.ofSeconds(11));
    assertEquals(List.of(asked, asked, asked), said().subList(said().size() - 3, said().size()));
    hear(new TaskStopVerificationAck("manifest5", 1, List.of()));
    int answered = said().size();
    rig.loop.pass(Duration.ofSeconds(20));
    assertEquals(answered, said().size());
    assertEquals(List.of("app"), rig.running(), "it was placed since");
  }

  @Test
  void aNewerManifestEndsTheQuestionsAboutTheOlder() {
    rig.start().place(task("t1", container("app")));
    hear(manifest(5));
    hear(manifest(6, new TaskIdentifier(Payloads.arn("t1"), "RUNNING", null)));
    int asked = said().size();
    rig.loop.pass(Duration.ofSeconds(20));
    assertEquals(asked, said().size());
    hear(
        new TaskStopVerificationAck(
            "manifest5", 1, List.of(new TaskIdentifier(Payloads.arn("t1"), "STOPPED", null))));
    assertEquals(List.of("app"), rig.running());
  }

  @Test
  void aQuestionThatNobodyAnswersIsGivenUp() {
    rig.start().place(task("t1", container("app")));
    hear(manifest(5));
    for (int i = 0; i < 20; i++) {
      hear(new AcsMessage.HeartbeatMessage("h" + i, true));
      rig.loop.pass(Duration.ofSeconds(30));
    }
    assertEquals(
        12,
        said().stream().filter(AcsMessage.TaskStopVerificationMessage.class::isInstance).count());
  }

  @Test
  void theTimelineSurvivesARestart() {
    rig.start().place(task("t1", container("app")));
    hear(manifest(8, new TaskIdentifier(Payloads.arn("t1"), "RUNNING", null)));
    rig.restart();
    hear(manifest(8));
    assertEquals(List.of(), said());
    hear(manifest(9));
    assertEquals(2, said().size());
  }

  @Test
  void unknownAndBrokenMessagesLeaveTheSocketOpen() {
    rig.start();
    rig.plane.acs().say("{\"type\":\"FutureMessage\",\"message\":{}}");
    rig.plane.acs().say("not json");
    rig.plane.acs().say("{\"type\":\"PayloadMessage\",\"message\":{\"messageId\":\"x\"}}");
    hear(new AcsMessage.HeartbeatMessage("h", true));
    assertEquals(List.of(new AcsMessage.HeartbeatAckRequest("h")), said());
  }

  @Test
  void aSilentSocketIsReplacedAndACloseIsFollowedAtOnce() {
    rig.start();
    rig.loop.pass(Duration.ofSeconds(121));
    assertEquals(2, rig.plane.acs.size());
    assertEquals(1000, rig.plane.acs.getFirst().closedWith);
    assertTrue(rig.plane.acs().address.toString().contains("sendCredentials=false"));
    rig.loop.pass(Duration.ofSeconds(10));
    rig.plane.acs().hangUp(1001);
    rig.loop.settle();
    assertEquals(3, rig.plane.acs.size());
  }

  /// Its pings say within seconds that nobody answers, without a word of the other side.
  @Test
  void aSocketThatIsGivenUpIsReplacedAtOnceAndThenAgainAndAgain() {
    rig.start().place(task("t1", container("app")));
    rig.loop.pass(Duration.ofSeconds(20));
    rig.plane.refuseSockets = new IOException("no answer within 10 s");
    rig.plane.acs().hangUp(1006);
    rig.loop.settle();
    int dials = rig.plane.dials;
    rig.loop.pass(Duration.ofMinutes(1));
    assertTrue(rig.plane.dials - dials >= 10, "every five seconds at most: " + rig.plane.dials);
    assertEquals(1, rig.plane.acs.size());
    rig.plane.refuseSockets = null;
    rig.loop.pass(Duration.ofSeconds(6));
    assertEquals(2, rig.plane.acs.size());
    assertEquals(1, rig.plane.registrations.size(), "it is the instance that it was");
    assertEquals(List.of("app"), rig.running());
  }

  @Test
  void aSocketIsRenewedAfterHalfAnHour() {
    rig.start();
    for (int i = 0; i < 35 * 2; i++) {
      hear(new AcsMessage.HeartbeatMessage("h", true));
      rig.loop.pass(Duration.ofSeconds(30));
    }
    assertEquals(2, rig.plane.acs.size());
  }

  @Test
  void aControlPlaneThatClosesAllIsNotAskedInATightLoop() {
    rig.start();
    for (int i = 0; i < 60; i++) {
      rig.plane.acs().hangUp(1000);
      rig.loop.pass(Duration.ofSeconds(1));
    }
    assertTrue(rig.plane.acs.size() < 20, "sockets in a minute: " + rig.plane.acs.size());
  }

  @Test
  void aWipedControlPlaneGetsANewInstance() {
    rig.start().place(task("t1", container("app")));
    rig.plane.forgetInstance();
    rig.restart();
    assertEquals(3, rig.plane.registrations.size());
    assertTrue(rig.plane.instance().endsWith("/2"));
    hear(manifest(1));
    assertTrue(said().getLast() instanceof AcsMessage.TaskStopVerificationMessage);
  }

  @Test
  void anInactiveInstanceRegistersAnew() {
    rig.start();
    rig.loop.pass(Duration.ofSeconds(2));
    rig.plane.refuseSockets =
        new IOException("status 400, {\"InactiveInstanceException\":\"deregistered\"}");
    rig.plane.acs().hangUp(1001);
    rig.loop.settle();
    rig.plane.refuseSockets = null;
    rig.loop.pass(Duration.ofSeconds(5));
    assertTrue(rig.plane.instance().endsWith("/2"));
    assertEquals(2, rig.plane.acs.size());
  }
}
