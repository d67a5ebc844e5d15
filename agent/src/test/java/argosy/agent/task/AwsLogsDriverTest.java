package argosy.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.Payloads;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The engine never looks on the network for what it needs to log.
class AwsLogsDriverTest {
  private static final PayloadTask TASK = Payloads.task("t1", Payloads.container("web"));
  private static final PayloadTask WITH_ROLE =
      TASK.with(null, new RoleCredentials("id-1", "role", "key", "secret", "token", "end"));

  private final MetadataIds metadata = new MetadataIds("00");
  private final Place place =
      new Place(
          "h1",
          "default",
          "eu-west-1",
          "127.0.0.1",
          URI.create("http://logs:4566"),
          GpuAccess.NONE,
          OciRuntimes.PLAIN,
          metadata);

  private static ObjectNode host(String log) {
    return (ObjectNode) JsonMapper.shared().readTree("{\"LogConfig\": " + log + "}");
  }

  @Test
  void itIsToldWhereTheServiceAndTheCredentialsAre() {
    metadata.answered();
    ObjectNode host = host("{\"Type\": \"awslogs\", \"Config\": {\"awslogs-group\": \"g\"}}");
    AwsLogsDriver.complete(host, WITH_ROLE, place);
    assertEquals(
        host(
            """
            {"Type": "awslogs", "Config": {"awslogs-group": "g", "awslogs-region": "eu-west-1",
              "awslogs-endpoint": "http://logs:4566",
              "awslogs-force-flush-interval-seconds": "1",
              "awslogs-credentials-endpoint": "/v2/credentials/id-1"}}
            """),
        host);
  }

  @Test
  void whatTheDefinitionSaysStays() {
    metadata.answered();
    ObjectNode host =
        host(
            """
            {"Type": "awslogs", "Config": {"awslogs-region": "mars-1",
              "awslogs-endpoint": "http://elsewhere",
              "awslogs-force-flush-interval-seconds": "9"}}
            """);
    AwsLogsDriver.complete(host, WITH_ROLE, place);
    var options = host.path("LogConfig").path("Config");
    assertEquals("mars-1", options.path("awslogs-region").asString());
    assertEquals("http://elsewhere", options.path("awslogs-endpoint").asString());
    assertEquals("9", options.path("awslogs-force-flush-interval-seconds").asString());
  }

  @Test
  void withoutThemTheContainerIsNotMade() {
    ObjectNode host = host("{\"Type\": \"awslogs\", \"Config\": {}}");
    var unserved =
        assertThrows(
            IllegalArgumentException.class, () -> AwsLogsDriver.complete(host, WITH_ROLE, place));
    assertTrue(unserved.toString().contains("169.254.170.2"), unserved.toString());
    metadata.answered();
    var roleless =
        assertThrows(
            IllegalArgumentException.class, () -> AwsLogsDriver.complete(host, TASK, place));
    assertTrue(roleless.toString().contains("executionRoleArn"), roleless.toString());
  }

  @Test
  void otherDriversAreLeftAlone() {
    for (ObjectNode host :
        new ObjectNode[] {host("{\"Type\": \"json-file\", \"Config\": {}}"), host("null")}) {
      ObjectNode before = host.deepCopy();
      AwsLogsDriver.complete(host, TASK, place);
      assertEquals(before, host);
    }
  }
}
