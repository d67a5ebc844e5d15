package argosy.control.fleet;

import argosy.control.cell.Cell;
import argosy.control.log.Line;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.task.ContainerState.Health;
import argosy.domain.task.ReportHealth;
import argosy.wire.http.Socket;
import argosy.wire.tcs.TcsFrame;
import argosy.wire.tcs.TcsMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open TCS socket: keeps the health that an agent tells, acknowledges what it measures, and
/// lets it know that somebody listens. Measurements are not kept yet.
final class TcsSession {
  private static final Logger LOG = LoggerFactory.getLogger(TcsSession.class);

  private static final String ACK = "ok";

  private final InstanceArn instance;
  private final Cell cell;
  private final Socket socket;
  private volatile boolean closed;

  TcsSession(InstanceArn instance, Cell cell, Socket socket) {
    this.instance = instance;
    this.cell = cell;
    this.socket = socket;
  }

  Socket.Listener open() {
    cell.post(() -> cell.after(AcsSession.HEARTBEAT, this::heartbeat));
    return new Socket.Listener() {
      @Override
      public void text(String text) {
        heard(text);
      }

      @Override
      public void closed(int code, String reason) {
        closed = true;
      }
    };
  }

  private void heard(String text) {
    try {
      TcsMessage said = TcsFrame.decode(text);
      if (said instanceof TcsMessage.PublishHealthRequest health) {
        keep(health);
      }
      answer(said).ifPresent(message -> socket.send(TcsFrame.encode(message)));
    } catch (IllegalArgumentException e) {
      LOG.warn("instance={} frame=unreadable reason={}", instance, Line.value(e.getMessage()));
    }
  }

  private void keep(TcsMessage.PublishHealthRequest said) {
    Map<TaskArn, Map<String, Health>> all = new HashMap<>();
    for (TcsMessage.TaskHealth task : said.tasks()) {
      Map<String, Health> containers = new HashMap<>();
      task.containers().forEach(c -> containers.put(c.containerName(), health(c.healthStatus())));
      TaskArn.parse(task.taskArn()).ifPresent(arn -> all.put(arn, containers));
    }
    if (!all.isEmpty()) {
      cell.ask(
          (picture, _, _) -> ReportHealth.decide(picture, instance, all),
          result -> LOG.debug("instance={} health={}", instance, result));
    }
  }

  private static Health health(String said) {
    return switch (said) {
      case "HEALTHY" -> Health.HEALTHY;
      case "UNHEALTHY" -> Health.UNHEALTHY;
      default -> Health.UNKNOWN;
    };
  }

  private static Optional<TcsMessage> answer(TcsMessage message) {
    return switch (message) {
      case TcsMessage.PublishMetricsRequest _ -> Optional.of(new TcsMessage.AckPublishMetric(ACK));
      case TcsMessage.PublishHealthRequest _ -> Optional.of(new TcsMessage.AckPublishHealth(ACK));
      case TcsMessage.PublishInstanceStatusRequest _ ->
          Optional.of(new TcsMessage.AckPublishInstanceStatus(ACK));
      case TcsMessage.HeartbeatMessage _,
          TcsMessage.AckPublishMetric _,
          TcsMessage.AckPublishHealth _,
          TcsMessage.AckPublishInstanceStatus _,
          TcsMessage.Unknown _ ->
          Optional.empty();
    };
  }

  private void heartbeat() {
    if (!closed) {
      socket.send(TcsFrame.encode(new TcsMessage.HeartbeatMessage(true)));
      cell.after(AcsSession.HEARTBEAT, this::heartbeat);
    }
  }
}
