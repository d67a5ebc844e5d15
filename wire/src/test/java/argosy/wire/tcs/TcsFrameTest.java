package argosy.wire.tcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TcsFrameTest {
  private static final TcsMessage.Metadata METADATA =
      new TcsMessage.Metadata("c", "arn:i", "m1", null, false, true);

  @Test
  void everyMessageComesBackAsItWent() {
    var metric = JsonMapper.shared().createObjectNode().put("taskArn", "arn:t").put("cpu", 1.5);
    var container = new TcsMessage.ContainerHealth("main", "HEALTHY", 1795219979.5);
    var health = new TcsMessage.TaskHealth("arn:t", "web", "3", List.of(container));
    var status = new TcsMessage.InstanceStatus("ContainerRuntime", "OK", 1.5, null);
    for (TcsMessage message :
        List.of(
            new TcsMessage.PublishMetricsRequest(METADATA, null, List.of(metric), 1795219979.528),
            new TcsMessage.PublishHealthRequest(METADATA, List.of(health), 1.0),
            new TcsMessage.PublishInstanceStatusRequest(METADATA, List.of(status), 2.0),
            new TcsMessage.HeartbeatMessage(true),
            new TcsMessage.AckPublishMetric("ok"),
            new TcsMessage.AckPublishHealth(null),
            new TcsMessage.AckPublishInstanceStatus("ok"))) {
      assertEquals(message, TcsFrame.decode(TcsFrame.encode(message)));
      assertEquals(message, TcsFrame.decode(TcsFrame.encode(message, Map.of("Host", "h:1"))));
    }
  }

  @Test
  void agentsFramesHaveHeadersInFront() {
    var frame =
        TcsFrame.decode(
            "Authorization: AWS4-HMAC-SHA256 Credential=x\r\nHost: h:1\r\n"
                + "X-Amz-Date: 20260301T120000Z\r\n\r\n"
                + "{\"type\":\"PublishMetricsRequest\",\"message\":{\"metadata\":{"
                + "\"cluster\":\"c\","
                + "\"containerInstance\":\"arn:i\",\"messageId\":\"m\",\"idle\":true,\"fin\":true},"
                + "\"timestamp\":1795219979.528}}");
    var metrics = assertInstanceOf(TcsMessage.PublishMetricsRequest.class, frame);
    assertEquals(List.of(), metrics.taskMetrics());
    assertEquals(new TcsMessage.Metadata("c", "arn:i", "m", null, true, true), metrics.metadata());
    String ours = TcsFrame.encode(new TcsMessage.HeartbeatMessage(true), Map.of("Host", "h:1"));
    assertTrue(ours.startsWith("Host: h:1\r\n\r\n{\"type\":\"HeartbeatMessage\""), ours);
  }

  @Test
  void unknownTypesAreNoErrorAndOtherTextsAre() {
    assertEquals(
        new TcsMessage.Unknown("StopTelemetrySessionMessage"),
        TcsFrame.decode("{\"type\":\"StopTelemetrySessionMessage\",\"message\":{}}"));
    for (String text :
        List.of(
            "",
            "Host: h\r\n\r\nx",
            "Host: h",
            "{\"type\":\"PublishHealthRequest\",\"message\":{}}",
            "{\"type\":\"HeartbeatMessage\",\"message\":{\"healthy\":[]}}")) {
      assertThrows(IllegalArgumentException.class, () -> TcsFrame.decode(text));
    }
  }
}
