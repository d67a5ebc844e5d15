package argosy.agent.link;

import argosy.agent.AgentConfig;
import argosy.agent.Link;
import argosy.agent.Loop;
import argosy.agent.runtime.Runtime.Engine;
import argosy.agent.task.Saves;
import argosy.agent.task.Tasks;
import argosy.wire.client.ControlPlane;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A host's membership in its cluster: registered, connected, and both again when that is lost.
public final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final String INSTANCE = "instance";
  private static final String TIMELINE = "timeline";
  private static final long NO_TIMELINE = -1;

  private final AgentConfig config;
  private final Engine engine;
  private final Connection.Wires wires;
  private final Tasks tasks;
  private final Saves saves;
  private final Registration registration;
  private String instance;
  private long timeline;
  private @Nullable Connection connection;
  private boolean closed;

  public Session(Setting setting, Tasks tasks, Saves saves, Map<String, String> kept) {
    this.config = setting.config;
    this.engine = setting.engine;
    this.wires =
        new Connection.Wires(
            setting.controlPlane, setting.link, setting.loop, setting.random, setting.reports);
    this.tasks = tasks;
    this.saves = saves;
    this.registration = new Registration(setting);
    this.instance = kept.getOrDefault(INSTANCE, "");
    this.timeline = Long.parseLong(kept.getOrDefault(TIMELINE, String.valueOf(NO_TIMELINE)));
  }

  /// Where a session happens.
  ///
  /// @param asked whether containers can ask for credentials
  public record Setting(
      AgentConfig config,
      Engine engine,
      BooleanSupplier asked,
      ControlPlane controlPlane,
      Link link,
      Loop loop,
      RandomGenerator random,
      Reports reports) {}

  public void open() {
    tasks.whenHealthChanges(() -> {
      if (connection != null) {
        connection.publishHealth();
      }
    });
    registration.register(instance, this::registered);
  }

  /// Tells the control plane what the host can do now.
  public void capable() {
    if (!closed && !instance.isEmpty()) {
      registration.register(instance, _ -> {});
    }
  }

  public void close() {
    closed = true;
    disconnect("the agent ends");
  }

  /// The ARN of the container instance; empty before the first registration.
  public String instance() {
    return instance;
  }

  public boolean isConnected() {
    return connection != null && connection.isOpen();
  }

  private void registered(String arn) {
    if (closed) {
      return;
    }
    LOG.info("instance={} registered in {}", arn, config.cluster());
    if (!arn.equals(instance)) {
      instance = arn;
      timeline = NO_TIMELINE;
      saves.put(INSTANCE, arn);
      saves.delete(TIMELINE);
    }
    saves.then(() -> connect(arn));
  }

  /// Only as an instance that is kept: a next agent that knew nothing of it would be another one,
  /// and the tasks that this one was given would wait for ever.
  private void connect(String arn) {
    if (closed || !arn.equals(instance)) {
      return;
    }
    Connection.Identity identity =
        new Connection.Identity(config.cluster(), arn, engine.version(), AgentConfig.VERSION);
    connection =
        new Connection(
            identity,
            wires,
            send ->
                new Acs(
                    identity,
                    tasks,
                    wires.loop(),
                    new Acs.Timeline(timeline, this::keepTimeline),
                    send),
            tasks::health,
            e -> unwanted(arn, e));
    connection.open();
  }

  private void keepTimeline(long newest) {
    timeline = newest;
    saves.put(TIMELINE, String.valueOf(newest));
  }

  /// The control plane doesn't know the instance any more, or has deregistered it. Both sockets may
  /// find out; the first of them counts.
  private void unwanted(String arn, Exception e) {
    if (closed || !arn.equals(instance)) {
      return;
    }
    LOG.warn("instance={} isn't known any more, registering anew: {}", arn, e.getMessage());
    disconnect("the instance isn't known");
    instance = "";
    registration.registerAnew(this::registered);
  }

  private void disconnect(String reason) {
    if (connection != null) {
      connection.close(reason);
      connection = null;
    }
  }
}
