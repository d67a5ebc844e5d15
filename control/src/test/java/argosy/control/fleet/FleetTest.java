package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.wire.acs.AcsMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Duration PATIENCE = Outbox.PATIENCE;

  private final FleetRig rig = new FleetRig();
  private final InstanceArn host = rig.host();

  @Test
  void whoConnectsIsToldEverything() {
    List<TaskArn> tasks = rig.run(3);
    rig.stop(tasks.get(1));
    rig.ended(tasks.get(2));
    List<AcsMessage> heard = rig.connect(host).heard();
    var payload = assertInstanceOf(AcsMessage.PayloadMessage.class, heard.get(0));
    var manifest = assertInstanceOf(AcsMessage.TaskManifestMessage.class, heard.get(1));
    assertEquals(2, heard.size());
    var expected = List.of(tasks.get(0) + "=RUNNING", tasks.get(1) + "=STOPPED");
    assertEquals(
        expected.stream().sorted().toList(),
        payload.tasks().stream().map(FleetRig::told).sorted().toList());
    assertEquals(
        expected.stream().sorted().toList(),
        manifest.tasks().stream()
            .map(t -> t.taskArn() + "=" + t.desiredStatus())
            .sorted()
            .toList());
    for (var identifier : manifest.tasks()) {
      assertEquals(FleetRig.CLUSTER.toString(), identifier.taskClusterArn());
    }
    assertEquals(FleetRig.CLUSTER.toString(), payload.clusterArn());
    assertEquals(host.toString(), payload.containerInstanceArn());
    assertEquals(host.toString(), manifest.containerInstanceArn());
    assertEquals(rig.clock.instant().toEpochMilli(), payload.generatedAt());
    assertTrue(manifest.timeline() > payload.seqNum(), "or it would be dropped");
  }

  @Test
  void whoConnectsSaysItsVersions() {
    rig.connect(host);
    assertTrue(rig.connected(host));
    var versions = rig.cell.picture().find(Instance.key(host)).orElseThrow().versions();
    assertEquals("1.105.1", versions.agentVersion());
    assertEquals("abc", versions.agentHash());
    assertEquals("DockerVersion: 28", versions.dockerVersion());
  }

  @Test
  void anIdleAgentHearsOnlyThatItHasNoTask() {
    var manifest =
        assertInstanceOf(
            AcsMessage.TaskManifestMessage.class, rig.connect(host).heard().getFirst());
    assertEquals(List.of(), manifest.tasks());
  }

  @Test
  void aManifestIsToldAgainAsItIsThenUntilItIsAcknowledged() {
    List<TaskArn> tasks = rig.run(2);
    var agent = rig.connect(host);
    var first = agent.manifest();
    rig.ended(tasks.get(0));
    rig.pass(PATIENCE.multipliedBy(Outbox.TRIES_MAX / 2));
    agent.acksAll();
    rig.pass(PATIENCE);
    var later = agent.manifest();
    assertEquals(List.of(tasks.get(1) + "=RUNNING"), FleetRig.named(later));
    assertTrue(later.timeline() > first.timeline(), "or it would be dropped");
    assertNotEquals(first.messageId(), later.messageId());
    agent.acks(later);
    rig.pass(PATIENCE.multipliedBy(2));
    assertEquals(List.of(), agent.heard().stream().filter(FleetRig::isManifest).toList());
  }

  @Test
  void manyTasksComeInSeveralMessages() {
    List<TaskArn> tasks = rig.run(25);
    var payloads = rig.connect(host).payloads();
    assertEquals(List.of(10, 10, 5), payloads.stream().map(p -> p.tasks().size()).toList());
    assertEquals(
        tasks.stream().map(TaskArn::toString).sorted().toList(),
        payloads.stream().flatMap(p -> p.tasks().stream()).map(t -> t.arn()).sorted().toList());
  }

  @Test
  void anAgentHearsOfItsOwnTasksOnly() {
    List<TaskArn> first = rig.run(1);
    var other = rig.connect(rig.host());
    assertEquals(List.of(), other.told());
    rig.stop(first.getFirst());
    assertEquals(List.of(), other.told());
  }

  @Test
  void aTaskIsToldOnceItIsDurable() {
    var agent = rig.connect(host);
    agent.heard();
    TaskArn task = rig.run(1).getFirst();
    assertEquals(List.of(task + "=RUNNING"), agent.told());
    rig.stop(task);
    assertEquals(List.of(task + "=STOPPED"), agent.told());
  }

  @Test
  void whatIsAcknowledgedIsNotToldAgain() {
    var agent = rig.connect(host);
    rig.run(1);
    agent.acksAll();
    rig.pass(PATIENCE.multipliedBy(3));
    assertEquals(List.of(), agent.told());
  }

  @Test
  void whatIsNotAcknowledgedIsToldAgainAsItIsThen() {
    TaskArn task = rig.run(1).getFirst();
    var agent = rig.connect(host);
    var first = agent.payloads().getFirst();
    rig.pass(PATIENCE.minusSeconds(1));
    assertEquals(List.of(), agent.told());
    rig.pass(Duration.ofSeconds(1));
    var second = agent.payloads().getFirst();
    assertEquals(first.tasks(), second.tasks());
    assertNotEquals(first.messageId(), second.messageId());
    assertTrue(second.seqNum() > first.seqNum());

    rig.stop(task);
    agent.acksAll();
    rig.pass(PATIENCE);
    assertEquals(List.of(task + "=STOPPED"), agent.told(), "what was told second is still open");
    rig.ended(task);
    rig.pass(PATIENCE);
    assertEquals(List.of(), agent.told(), "there is nothing to say of it any more");
  }

  @Test
  void aRefusedMessageIsNotToldAgain() {
    rig.run(1);
    var agent = rig.connect(host);
    agent
        .payloads()
        .forEach(payload ->
            agent.says(
                new AcsMessage.NackRequest("default", "host", payload.messageId(), "invalid")));
    rig.pass(PATIENCE.multipliedBy(2));
    assertEquals(List.of(), agent.told());
  }

  @Test
  void aSocketThatAcknowledgesNothingIsClosed() {
    rig.run(1);
    var agent = rig.connect(host);
    int told = agent.told().size();
    for (int at = 0; at < 2 * Outbox.TRIES_MAX && !agent.socket.isClosed(); at++) {
      rig.pass(PATIENCE);
      told += agent.told().size();
      agent.says(new AcsMessage.HeartbeatAckRequest("x"));
    }
    assertEquals(1001, agent.socket.closeCode());
    assertEquals(Outbox.TRIES_MAX, told);
    agent.hangsUp();
    assertFalse(rig.connected(host));
  }

  @Test
  void heartbeatsThatAreAnsweredKeepASocket() {
    var agent = rig.connect(host);
    agent.acks(agent.manifest());
    int beats = 0;
    for (int at = 0; at < 60; at++) {
      rig.pass(Duration.ofSeconds(10));
      for (AcsMessage message : agent.heard()) {
        var beat = assertInstanceOf(AcsMessage.HeartbeatMessage.class, message);
        agent.says(new AcsMessage.HeartbeatAckRequest(beat.messageId()));
        beats++;
      }
    }
    assertEquals(20, beats, "every 30 seconds for 10 minutes");
    assertFalse(agent.socket.isClosed());
  }

  @Test
  void heartbeatsThatNobodyAnswersEndASocket() {
    var agent = rig.connect(host);
    rig.pass(Duration.ofMinutes(2));
    assertFalse(agent.socket.isClosed());
    assertTrue(rig.connected(host), "it may still answer");
    rig.pass(Duration.ofSeconds(30));
    assertEquals(1001, agent.socket.closeCode());
    assertFalse(rig.connected(host), "though it never closed its end");
    rig.connect(host);
    assertTrue(rig.connected(host), "it has come back");
  }

  @Test
  void aNewSocketReplacesTheOld() {
    var old = rig.connect(host);
    var young = rig.connect(host);
    assertEquals(1001, old.socket.closeCode());
    old.hangsUp();
    assertTrue(rig.connected(host), "the new one is open");
    young.heard();
    TaskArn task = rig.run(1).getFirst();
    assertEquals(List.of(task + "=RUNNING"), young.told());
    assertEquals(List.of(), old.told());
  }

  @Test
  void aClosedSocketLeavesTheTasksAndIsCaughtUpOn() {
    var agent = rig.connect(host);
    TaskArn task = rig.run(1).getFirst();
    agent.hangsUp();
    assertFalse(rig.connected(host));
    assertEquals(1, argosy.domain.task.Task.on(rig.cell.picture(), host).size());
    rig.stop(task);
    rig.pass(Duration.ofMinutes(5));
    assertEquals(List.of(task + "=STOPPED"), rig.connect(host).told());
    assertTrue(rig.connected(host));
  }

  @Test
  void aSocketThatIsGoneBeforeItWasAdmittedLeavesNoTrace() {
    rig.store.fail("disk full");
    var agent = rig.connect(host);
    rig.store.fail(null);
    assertTrue(agent.socket.isClosed(), "it may try again");
    agent.hangsUp();
    assertFalse(rig.connected(host));
    rig.run(1);
    assertEquals(List.of(), agent.told());
  }

  @Test
  void onlyTasksThatAreNotMeantToRunAreStopped() {
    List<TaskArn> tasks = rig.run(2);
    var agent = rig.connect(host);
    var others = rig.connect(rig.host());
    rig.stop(tasks.get(1));
    agent.heard();
    String unknown = FleetRig.CLUSTER.toString().replace("cluster/", "task/") + "/unknown";
    var candidates =
        List.of(
            candidate(tasks.get(0).toString()),
            candidate(tasks.get(1).toString()),
            candidate(unknown),
            candidate("nonsense"));
    agent.says(new AcsMessage.TaskStopVerificationMessage("m1", candidates));
    assertEquals(
        List.of(
            new AcsMessage.TaskStopVerificationAck(
                "m1", rig.clock.instant().toEpochMilli(), candidates.subList(1, 4))),
        agent.heard());

    others.heard();
    var stray = List.of(candidate(tasks.get(0).toString()));
    others.says(new AcsMessage.TaskStopVerificationMessage("m2", stray));
    assertEquals(
        List.of(
            new AcsMessage.TaskStopVerificationAck(
                "m2", rig.clock.instant().toEpochMilli(), stray)),
        others.heard(),
        "it runs on another instance");
  }

  @Test
  void oddFramesArePassedOver() {
    var agent = rig.connect(host);
    agent.heard();
    for (String odd :
        List.of(
            "",
            "no json",
            "[]",
            "{\"type\":\"NewMessage\",\"message\":{}}",
            "{\"type\":\"AckRequest\",\"message\":[1]}",
            "{\"type\":\"HeartbeatMessage\",\"message\":{\"healthy\":true}}")) {
      agent.saysFrame(odd);
    }
    assertEquals(List.of(), agent.heard());
    assertFalse(agent.socket.isClosed());
  }

  @Test
  void sequencesGrowOverConnections() {
    rig.run(1);
    var seen = new ArrayList<Long>();
    for (int connection = 0; connection < 3; connection++) {
      var agent = rig.connect(host);
      rig.pass(PATIENCE);
      for (AcsMessage message : agent.heard()) {
        switch (message) {
          case AcsMessage.PayloadMessage payload -> seen.add(payload.seqNum());
          case AcsMessage.TaskManifestMessage manifest -> seen.add(manifest.timeline());
          default -> {}
        }
      }
    }
    assertEquals(12, seen.size());
    assertEquals(seen.stream().sorted().distinct().toList(), seen);
  }

  @Test
  void afterARestartNobodyIsConnected() {
    rig.connect(host);
    assertTrue(rig.connected(host));
    var again =
        new argosy.control.cell.Cell(
            FleetRig.CELL,
            rig.store,
            rig.clock,
            new java.util.SplittableRandom(2),
            broken -> {
              throw broken;
            });
    var cells = new argosy.control.cell.Cells(rig.store, _ -> again);
    var unused = new Gateway(cells, rig.access, rig.roles);
    assertEquals(new argosy.control.cell.Cells.Found.Here(again), cells.find(FleetRig.CELL));
    assertFalse(again.picture().find(Instance.key(host)).orElseThrow().agentConnected());
    assertTrue(unused.serves("/acs/ws"));
  }

  private static AcsMessage.TaskIdentifier candidate(String arn) {
    return new AcsMessage.TaskIdentifier(arn, "STOPPED", FleetRig.CLUSTER.toString());
  }
}
