package argosy.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.agent.runtime.Runtime.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RatesTest {
  private static final String ONE = "{\"eth0\":{\"rx_bytes\":1000,\"tx_bytes\":10}}";
  private static final String TWO =
      "{\"eth0\":{\"rx_bytes\":1500,\"tx_bytes\":10},\"eth1\":{\"rx_bytes\":500,\"tx_bytes\":1}}";

  @Test
  void allNetworksOverTheTimeBetweenTheSamples() {
    var usage = new Usage(sample("12:00:00.5", ONE), sample("12:00:02.5", TWO));
    assertEquals(
        "{\"rx_bytes_per_sec\":500.0,\"tx_bytes_per_sec\":0.5}",
        Rates.between(usage).orElseThrow().toString());
  }

  @Test
  void withoutNetworksOrTimeThereIsNoRate() {
    JsonNode at = sample("12:00:00", ONE);
    assertEquals(Optional.empty(), Rates.between(new Usage(at, at)));
    JsonNode none = sample("12:00:02", "{}");
    assertEquals(Optional.empty(), Rates.between(new Usage(at, none)));
    assertEquals(Optional.empty(), Rates.between(new Usage(none, sample("12:00:03", ONE))));
  }

  private static JsonNode sample(String time, String networks) {
    return JsonMapper.shared()
        .readTree("{\"read\":\"2026-01-01T" + time + "Z\",\"networks\":" + networks + "}");
  }
}
