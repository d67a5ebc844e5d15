package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.task.ContainerState.Health;
import argosy.domain.task.Task;
import argosy.wire.Caller;
import argosy.wire.http.SocketRoutes;
import argosy.wire.tcs.TcsFrame;
import argosy.wire.tcs.TcsMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private final FleetRig rig = new FleetRig();
  private final InstanceArn host = rig.host();

  @Test
  void agentsOpenTheirSocketsBelowTheEndpoints() {
    assertTrue(rig.gateway.serves("/acs/ws"));
    assertTrue(rig.gateway.serves("/tcs/ws"));
    for (String path : List.of("/", "/acs", "/ws", "/acs/ws/", "/acs/wss")) {
      assertFalse(rig.gateway.serves(path), path);
    }
  }

  @Test
  void anInstanceOfNobodyIsRefused() {
    for (String arn :
        List.of(
            "",
            "i1",
            FleetRig.CLUSTER.toString(),
            host.toString().replace("123456789012", "999999999999"),
            host.toString().replace("us-east-1", "eu-west-1"))) {
      refuses(
          "InvalidInstanceException",
          "'" + arn + "' names no container instance of this account and region.",
          rig.opening("/acs/ws", Map.of("containerInstanceArn", arn)));
      refuses(
          "InvalidInstanceException",
          "'" + arn + "' names no container instance of this account and region.",
          rig.opening("/tcs/ws", Map.of("containerInstance", arn)));
    }
    refuses(
        "InvalidInstanceException",
        "'' names no container instance of this account and region.",
        rig.opening("/acs/ws", Map.of()));
  }

  @Test
  void anInstanceThatIsNotRegisteredIsRefused() {
    var unknown = new InstanceArn(FleetRig.CELL, "default", "unknown");
    refuses(
        "InactiveInstanceException",
        "The container instance " + unknown + " is not registered.",
        rig.opening("/acs/ws", Map.of("containerInstanceArn", unknown.toString())));
  }

  @Test
  void measurementsAreAcknowledged() {
    var accepted =
        assertInstanceOf(
            SocketRoutes.Opening.Accepted.class,
            rig.opening("/tcs/ws", Map.of("containerInstance", host.toString())));
    var socket = new FakeSocket();
    var listener = accepted.listener().apply(socket);
    var metadata = new TcsMessage.Metadata("default", host.toString(), "m1", null, true, true);
    listener.text(
        "Host: x\r\nX-Amz-Date: y\r\n\r\n"
            + TcsFrame.encode(
                new TcsMessage.PublishMetricsRequest(metadata, null, List.of(), 1.5)));
    assertInstanceOf(TcsMessage.AckPublishMetric.class, only(socket));
    listener.text(TcsFrame.encode(new TcsMessage.PublishHealthRequest(metadata, List.of(), 1.5)));
    assertInstanceOf(TcsMessage.AckPublishHealth.class, only(socket));
    listener.text(
        TcsFrame.encode(new TcsMessage.PublishInstanceStatusRequest(metadata, List.of(), 1.5)));
    assertInstanceOf(TcsMessage.AckPublishInstanceStatus.class, only(socket));
    listener.text("nonsense");
    listener.text("{\"type\":\"New\",\"message\":{}}");
    assertEquals(List.of(), socket.taken(TcsFrame::decode));
  }

  @Test
  void theHealthThatAnAgentTellsIsTheTasks() {
    TaskArn task = rig.run(1).getFirst();
    var accepted =
        assertInstanceOf(
            SocketRoutes.Opening.Accepted.class,
            rig.opening("/tcs/ws", Map.of("containerInstance", host.toString())));
    var listener = accepted.listener().apply(new FakeSocket());
    var metadata = new TcsMessage.Metadata("default", host.toString(), "m1", null, null, true);
    for (Health health : Health.values()) {
      var container = new TcsMessage.ContainerHealth("web", health.name(), 1.5);
      var said = new TcsMessage.TaskHealth(task.toString(), "web", "1", List.of(container));
      listener.text(
          TcsFrame.encode(new TcsMessage.PublishHealthRequest(metadata, List.of(said), 1.5)));
      rig.cell.drain();
      Task known = rig.cell.picture().find(Task.key(task)).orElseThrow();
      assertEquals(health, known.containers().getFirst().health());
    }
  }

  @Test
  void anAgentThatMeasuresHearsAHeartbeatUntilItHangsUp() {
    var accepted =
        assertInstanceOf(
            SocketRoutes.Opening.Accepted.class,
            rig.opening("/tcs/ws", Map.of("containerInstance", host.toString())));
    var socket = new FakeSocket();
    var listener = accepted.listener().apply(socket);
    rig.cell.drain();
    rig.pass(Duration.ofMinutes(1));
    assertEquals(
        List.of(new TcsMessage.HeartbeatMessage(true), new TcsMessage.HeartbeatMessage(true)),
        socket.taken(TcsFrame::decode));
    listener.closed(1000, "done");
    rig.pass(Duration.ofMinutes(1));
    assertEquals(List.of(), socket.taken(TcsFrame::decode));
  }

  private static TcsMessage only(FakeSocket socket) {
    List<TcsMessage> sent = socket.taken(TcsFrame::decode);
    assertEquals(1, sent.size(), sent::toString);
    return sent.getFirst();
  }

  private static void refuses(String type, String message, SocketRoutes.Opening opening) {
    assertEquals(
        new SocketRoutes.Opening.Refused(
            400, "{\"type\":\"" + type + "\",\"message\":{\"message\":\"" + message + "\"}}"),
        opening);
  }

  @Test
  void anAgentOfAUserWhoMayNotIsRefused() {
    String arn = host.toString();
    var bob = new Caller("123456789012", "AKIA", "arn:aws:iam::123456789012:user/bob", "AIDABOB");
    assertEquals(
        refused("ecs:Poll", arn), rig.opening("/acs/ws", Map.of("containerInstanceArn", arn), bob));
    assertEquals(
        refused("ecs:StartTelemetrySession", arn),
        rig.opening("/tcs/ws", Map.of("containerInstance", arn), bob));
  }

  private static SocketRoutes.Opening refused(String action, String arn) {
    return new SocketRoutes.Opening.Refused(
        403,
        "{\"type\":\"AccessDeniedException\",\"message\":{\"message\":\"User:"
            + " arn:aws:iam::123456789012:user/bob is not authorized to perform: "
            + action
            + " on resource: "
            + arn
            + " because no identity-based policy allows the "
            + action
            + " action\"}}");
  }
}
