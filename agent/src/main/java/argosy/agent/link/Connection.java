package argosy.agent.link;

import argosy.agent.Link;
import argosy.agent.Loop;
import argosy.wire.client.ControlPlane;
import argosy.wire.http.Socket;
import argosy.wire.tcs.TcsMessage.TaskHealth;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.DiscoverPollEndpointResponse;

/// The two web sockets of a registered instance.
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /// Who comes back is told within ten seconds what happened meanwhile. The genuine agent waits up
  /// to two minutes, for the sake of a service that all the world asks.
  private static final Duration QUICK_MAX = Duration.ofSeconds(5);

  private static final Duration METRICS_EVERY = Duration.ofSeconds(20);

  /// As the genuine agent, for frames that every peer takes.
  private static final int TASKS_A_FRAME = 10;

  private final Identity identity;
  private final Link link;
  private final Loop loop;
  private final Reports reports;
  private final Endpoints endpoints;
  private final Consumer<Exception> refused;
  private final Channel acs;
  private final Channel tcs;
  private final Metrics metrics;
  private boolean opened;

  /// @param refused hears that the control plane doesn't know the instance, or doesn't want it
  Connection(
      Identity identity,
      Wires wires,
      Function<Consumer<String>, Acs> conversation,
      Supplier<List<TaskHealth>> health,
      Consumer<Exception> refused) {
    this.identity = identity;
    this.link = wires.link;
    this.loop = wires.loop;
    this.refused = refused;
    this.reports = wires.reports;
    this.endpoints =
        new Endpoints(identity.cluster, identity.instance, wires.controlPlane, wires.loop);
    RandomGenerator random = wires.random;
    Backoff quick = new Backoff(Duration.ofMillis(250), 1.5, QUICK_MAX, random);
    Backoff slow = new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), random);
    Talk talk = new Talk(conversation);
    Telemetry telemetry = new Telemetry(identity.cluster, identity.instance, loop, random);
    this.metrics = new Metrics(telemetry, health);
    this.acs = new Channel("ACS", loop, random, quick, talk);
    this.tcs = new Channel("TCS", loop, random, slow, metrics);
  }

  /// @param cluster as configured
  /// @param dockerVersion such as `20.10.24`
  record Identity(String cluster, String instance, String dockerVersion, String agentVersion) {}

  record Wires(
      ControlPlane controlPlane, Link link, Loop loop, RandomGenerator random, Reports reports) {}

  void open() {
    acs.open();
    tcs.open();
  }

  void close(String reason) {
    acs.close(reason);
    tcs.close(reason);
  }

  /// Tells the health of containers now instead of with the next metrics.
  void publishHealth() {
    metrics.publishHealth();
  }

  boolean isOpen() {
    return acs.isOpen();
  }

  private void dial(
      Channel channel,
      int attempt,
      Function<DiscoverPollEndpointResponse, URI> address,
      Opening opening) {
    endpoints.find(
        found -> {
          try {
            URI uri = address.apply(found);
            loop.outside(
                opening.to(uri), _ -> LOG.debug("{}", uri), e -> failed(channel, attempt, e));
          } catch (IllegalArgumentException e) {
            failed(channel, attempt, e);
          }
        },
        e -> failed(channel, attempt, e));
  }

  private void failed(Channel channel, int attempt, Exception e) {
    endpoints.doubt();
    channel.failed(attempt, e);
    if (isUnwanted(e)) {
      refused.accept(e);
    }
  }

  /// A refused upgrade may carry its error as no more than a text.
  static boolean isUnwanted(Exception e) {
    String text = String.valueOf(e.getMessage());
    return Registration.isUnknownInstance(e)
        || text.contains("InactiveInstanceException")
        || text.contains("InvalidInstanceException");
  }

  private interface Opening {
    Callable<Socket> to(URI address);
  }

  /// The agent communication socket.
  private final class Talk implements Channel.Owner {
    private final Acs conversation;

    private Talk(Function<Consumer<String>, Acs> conversation) {
      this.conversation = conversation.apply(text -> acs.send(text));
    }

    @Override
    public void dial(int attempt, Function<Socket, Socket.Listener> listener) {
      Connection.this.dial(
          acs,
          attempt,
          found -> SocketAddress.of(found.endpoint(), query()),
          uri -> () -> link.acs(uri, listener));
    }

    @Override
    public void opened() {
      opened = true;
      reports.hurry();
    }

    @Override
    public void text(String text) {
      conversation.text(text);
    }

    private Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("agentHash", "argosy");
      query.put("agentVersion", identity.agentVersion);
      query.put("clusterArn", identity.cluster);
      query.put("containerInstanceArn", identity.instance);
      query.put("dockerVersion", "DockerVersion: " + identity.dockerVersion);
      query.put("protocolVersion", "2");
      query.put("sendCredentials", String.valueOf(!opened));
      query.put("seqNum", "1");
      return query;
    }
  }

  /// The telemetry socket.
  private final class Metrics implements Channel.Owner {
    private final Telemetry telemetry;
    private final Supplier<List<TaskHealth>> health;
    private int sessions;

    private Metrics(Telemetry telemetry, Supplier<List<TaskHealth>> health) {
      this.telemetry = telemetry;
      this.health = health;
    }

    @Override
    public void dial(int attempt, Function<Socket, Socket.Listener> listener) {
      Connection.this.dial(
          tcs,
          attempt,
          found -> SocketAddress.of(found.telemetryEndpoint(), query()),
          uri -> () -> link.tcs(uri, listener));
    }

    @Override
    public void opened() {
      publish(++sessions);
    }

    @Override
    public void text(String text) {
      LOG.debug("TCS: {}", text); // acknowledgements and heartbeats: hearing them is enough
    }

    private void publishHealth() {
      List<TaskHealth> tasks = health.get();
      for (int from = 0; from < tasks.size() && tcs.isOpen(); from += TASKS_A_FRAME) {
        int to = Math.min(from + TASKS_A_FRAME, tasks.size());
        tcs.send(telemetry.health(tasks.subList(from, to)));
      }
    }

    private void publish(int session) {
      if (session == sessions && tcs.isOpen()) {
        tcs.send(telemetry.idleMetrics());
        publishHealth();
        loop.after(METRICS_EVERY, () -> publish(session));
      }
    }

    private Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("agentHash", "argosy");
      query.put("agentVersion", identity.agentVersion);
      query.put("cluster", identity.cluster);
      query.put("containerInstance", identity.instance);
      query.put("dockerVersion", identity.dockerVersion);
      return query;
    }
  }
}
