package argosy.agent.metadata;

import argosy.agent.runtime.Runtime.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How fast a container's networks are used, which the engine doesn't say itself.
final class Rates {
  private Rates() {}

  /// Bytes in a second, over all networks. Empty for a container without networks of its own, and
  /// for samples that no time has passed between.
  static Optional<ObjectNode> between(Usage usage) {
    JsonNode before = usage.before();
    JsonNode now = usage.now();
    if (before.path("networks").isEmpty() || now.path("networks").isEmpty()) {
      return Optional.empty();
    }
    double seconds = Duration.between(read(before), read(now)).toNanos() / 1e9;
    return seconds <= 0
        ? Optional.empty()
        : Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("rx_bytes_per_sec", (sum(now, "rx_bytes") - sum(before, "rx_bytes")) / seconds)
                .put(
                    "tx_bytes_per_sec",
                    (sum(now, "tx_bytes") - sum(before, "tx_bytes")) / seconds));
  }

  private static Instant read(JsonNode sample) {
    return Instant.parse(sample.path("read").asString(""));
  }

  private static long sum(JsonNode sample, String member) {
    return sample.path("networks").valueStream().mapToLong(n -> n.path(member).asLong(0)).sum();
  }
}
