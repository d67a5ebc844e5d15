package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.task.DeregisterInstance;
import argosy.wire.acs.AcsMessage;
import argosy.wire.http.SocketRoutes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an agent hears whose instance was forced out.
class DismissalTest {
  private final FleetRig rig = new FleetRig();
  private final InstanceArn host = rig.host();

  @Test
  void whoseInstanceIsForcedOutIsToldWhatToStopAndSentAway() {
    TaskArn task = rig.run(1).getFirst();
    var agent = rig.connect(host);
    agent.acksAll();
    forceOut();
    var manifest = agent.manifest();
    assertEquals(List.of(), manifest.tasks());
    assertFalse(agent.socket.isClosed(), "it may ask");
    var orphan = List.of(candidate(task.toString()));
    agent.acks(manifest);
    agent.says(new AcsMessage.TaskStopVerificationMessage(manifest.messageId(), orphan));
    assertEquals(orphan, agent.verified().stopTasks());
    assertEquals(1001, agent.socket.closeCode());
    assertFalse(rig.connected(host));
    assertInstanceOf(
        SocketRoutes.Opening.Refused.class,
        rig.opening("/acs/ws", Map.of("containerInstanceArn", host.toString())),
        "it registers anew");
  }

  @Test
  void whoMissedWhatToStopLearnsItAsItsNextInstance() {
    TaskArn task = rig.run(1).getFirst();
    forceOut();
    var next = rig.connect(rig.host());
    var manifest = next.manifest();
    assertEquals(List.of(), manifest.tasks());
    var orphan = List.of(candidate(task.toString()));
    next.says(new AcsMessage.TaskStopVerificationMessage(manifest.messageId(), orphan));
    assertEquals(orphan, next.verified().stopTasks());
    assertFalse(next.socket.isClosed());
  }

  @Test
  void whoHasNothingToAskIsSentAwayAtOnce() {
    var agent = rig.connect(host);
    var before = agent.manifest();
    forceOut();
    var last = agent.manifest();
    agent.acks(before);
    rig.pass(Duration.ofSeconds(1));
    assertFalse(agent.socket.isClosed(), "the last manifest is what counts");
    agent.acks(last);
    rig.pass(Duration.ofSeconds(1));
    assertEquals(1001, agent.socket.closeCode());
  }

  @Test
  void whoAnswersNothingIsSentAwaySoon() {
    var agent = rig.connect(host);
    agent.heard();
    forceOut();
    int manifests = 0;
    for (int second = 0; second < 20; second++) {
      assertFalse(agent.socket.isClosed());
      rig.pass(Duration.ofSeconds(1));
      manifests += (int) agent.heard().stream().filter(FleetRig::isManifest).count();
    }
    assertTrue(manifests > 2, "it is said again: " + manifests);
    assertEquals(1001, agent.socket.closeCode());
  }

  private void forceOut() {
    rig.done((picture, now, _) ->
        DeregisterInstance.decide(picture, FleetRig.CLUSTER, host.id(), true, now));
  }

  private static AcsMessage.TaskIdentifier candidate(String arn) {
    return new AcsMessage.TaskIdentifier(arn, "STOPPED", FleetRig.CLUSTER.toString());
  }
}
