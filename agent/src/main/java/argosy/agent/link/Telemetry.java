package argosy.agent.link;

import argosy.agent.Loop;
import argosy.wire.tcs.TcsFrame;
import argosy.wire.tcs.TcsMessage.Metadata;
import argosy.wire.tcs.TcsMessage.PublishMetricsRequest;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// What the agent says on the telemetry socket. So far that it is there: metrics say that nothing
/// was measured, which the control plane takes as a sign of life.
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
    String messageId = new UUID(random.nextLong(), random.nextLong()).toString();
    double now = loop.now().toEpochMilli() / MILLIS;
    return TcsFrame.encode(
        new PublishMetricsRequest(
            new Metadata(cluster, instance, messageId, null, true, true), null, List.of(), now));
  }
}
