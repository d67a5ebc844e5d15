package argosy.control.fleet;

import static argosy.domain.state.Decision.named;

import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.control.iam.TaskRoles;
import argosy.control.log.Line;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.ConnectAgent;
import argosy.domain.instance.Instance;
import argosy.domain.state.Effect;
import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.http.Socket;
import argosy.wire.vpc.VpcFrame;
import argosy.wire.vpc.VpcMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// The agents of one cell. It carries out what the cell wants its agents to hear, as far as they
/// are connected; whoever connects is told everything anyway. Owned by the cell's thread.
final class Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  private final Cell cell;
  private final AcsTraffic traffic;
  private final TaskRoles roles;
  private final Map<InstanceArn, AcsSession> sessions = new HashMap<>();
  private long sequence;

  Fleet(Cell cell, AcsTraffic traffic, TaskRoles roles) {
    this.cell = cell;
    this.traffic = traffic;
    this.roles = roles;
    roles.learn(cell.id().account());
    cell.ask(named("DisconnectAgents", (picture, now, _) -> ConnectAgent.noneOpen(picture, now)));
    cell.effects(this::act);
  }

  private void act(Effect effect) {
    switch (effect) {
      case Effect.TellAgent(var instance, var task) -> {
        AcsSession session = sessions.get(instance);
        if (session != null) {
          session.tell(List.of(task));
        }
      }
      case Effect.TellVpc touched -> {
        Set<InstanceArn> hosts = VpcViews.hosts(cell.picture(), touched);
        sessions.values().forEach(session -> session.vpcs().touched(touched, hosts));
      }
      case Effect.Dismiss(var instance) -> {
        if (!knows(instance)) {
          AcsSession session = sessions.get(instance);
          if (session != null) {
            session.dismiss();
          }
        }
      }
    }
  }

  /// Grows over restarts of the server too, because it never falls behind the clock.
  private long nextSequence() {
    sequence = Math.max(sequence + 1, cell.now().toEpochMilli());
    return sequence;
  }

  /// Whether the instance is one that an agent may speak for.
  boolean knows(InstanceArn instance) {
    return Instance.member(cell.picture(), instance).isPresent();
  }

  /// Takes over the open socket of an instance's agent.
  Socket.Listener opened(InstanceArn instance, VersionInfo versions, Socket socket) {
    var session = new AcsSession(instance, cell, socket, this::nextSequence, traffic, roles);
    cell.post(() -> join(instance, versions, session));
    return new Socket.Listener() {
      @Override
      public void text(String text) {
        try {
          var message = AcsFrame.decode(text);
          VpcMessage vpc =
              message instanceof AcsMessage.Unknown
                  ? VpcFrame.decode(text)
                  : new VpcMessage.Unknown("");
          cell.post(
              vpc instanceof VpcMessage.Unknown
                  ? () -> session.heard(message)
                  : () -> session.vpcs().heard(vpc));
        } catch (IllegalArgumentException e) {
          LOG.warn("instance={} frame=unreadable reason={}", instance, Line.value(e.getMessage()));
        }
      }

      @Override
      public void closed(int code, String reason) {
        cell.post(() -> gone(instance, session));
      }
    };
  }

  /// Closes all sockets, after the cell's thread has ended; agents then ask where to connect.
  void close() {
    sessions.values().forEach(session -> session.close("the cell is closed here"));
    sessions.clear();
  }

  private void join(InstanceArn instance, VersionInfo versions, AcsSession session) {
    AcsSession before = sessions.put(instance, session);
    if (before != null) {
      before.close("replaced by a newer connection");
    }
    cell.ask(
        named(
            "ConnectAgent",
            (picture, now, _) -> ConnectAgent.opened(picture, instance, versions, now)),
        result -> {
          if (result instanceof Result.Done<?>) {
            session.open();
          } else {
            LOG.warn(
                "instance={} agent=refused reason={}", instance, Line.value(result.toString()));
            gone(instance, session);
          }
        });
  }

  private void gone(InstanceArn instance, AcsSession session) {
    session.close("closed");
    if (sessions.remove(instance, session)) {
      cell.ask(
          named(
              "DisconnectAgent", (picture, now, _) -> ConnectAgent.closed(picture, instance, now)),
          _ -> {});
    }
  }
}
