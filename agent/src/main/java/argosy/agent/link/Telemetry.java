package argosy.agent.link;

import argosy.agent.Loop;
import argosy.wire.tcs.TcsFrame;
import argosy.wire.tcs.TcsMessage.Metadata;
import argosy.wire.tcs.TcsMessage.PublishHealthRequest;
import argosy.wire.tcs.TcsMessage.PublishMetricsRequest;
import argosy.wire.tcs.TcsMessage.TaskHealth;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the agent says on the telemetry socket: the health of containers, and metrics that say that
/// nothing was measured, which the control plane takes as a sign of life.
final class Telemetry {
  private static final double MILLIS = 1000;

  private final String cluster;
  private final String instance;
  private final Loop loop;
  private final RandomGenerator random;

  Telemetry(String cluster, String instance, Loop loop, RandomGenerator random) {
    this.cluster = cluster;
    this.instance = instance;
    this.loop = loop;
    this.random = random;
  }

  String idleMetrics() {
    return TcsFrame.encode(new PublishMetricsRequest(metadata(true), null, List.of(), now()));
  }

  String health(List<TaskHealth> tasks) {
    return TcsFrame.encode(new PublishHealthRequest(metadata(null), tasks, now()));
  }

  private Metadata metadata(@Nullable Boolean idle) {
    String messageId = new UUID(random.nextLong(), random.nextLong()).toString();
    return new Metadata(cluster, instance, messageId, null, idle, true);
  }

  private double now() {
    return loop.now().toEpochMilli() / MILLIS;
  }
}
