package argosy.agent.link;

import argosy.agent.Loop;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the agent says on the telemetry socket. So far that it is there: metrics say that nothing
/// was measured, which the control plane takes as a sign of life.
final class Telemetry {
  private static final JsonMapper JSON = JsonMapper.shared();
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
    ObjectNode frame = JSON.createObjectNode();
    frame.put("type", "PublishMetricsRequest");
    ObjectNode message = frame.putObject("message");
    ObjectNode metadata = message.putObject("metadata");
    metadata.put("cluster", cluster);
    metadata.put("containerInstance", instance);
    metadata.put("messageId", new UUID(random.nextLong(), random.nextLong()).toString());
    metadata.put("idle", true);
    metadata.put("fin", true);
    message.putArray("taskMetrics");
    message.put("timestamp", loop.now().toEpochMilli() / MILLIS);
    return frame.toString();
  }
}
