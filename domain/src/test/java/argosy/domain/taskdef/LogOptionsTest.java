package argosy.domain.taskdef;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/// What becomes of a log configuration on its way to the engine.
class LogOptionsTest {
  private static ContainerDefinition container(String driver, Map<String, String> options) {
    return ContainerDefinition.builder()
        .name("web")
        .logConfiguration(log -> log.logDriver(driver).options(options))
        .build();
  }

  private static Map<String, String> options(
      String driver, Map<String, String> options, String mode) {
    return LogOptions.of(container(driver, options), "t1", mode);
  }

  @Test
  void aPrefixBecomesTheNameOfAStream() {
    assertEquals(
        Map.of("awslogs-group", "g", "awslogs-stream", "shop/web/t1", "mode", "blocking"),
        options(
            "awslogs", Map.of("awslogs-group", "g", "awslogs-stream-prefix", "shop"), "blocking"));
    assertEquals(
        Map.of("awslogs-stream-prefix", "shop"),
        options("json-file", Map.of("awslogs-stream-prefix", "shop"), "blocking"));
  }

  @Test
  void noLogServiceHoldsAContainerUp() {
    assertEquals(
        Map.of("mode", "non-blocking", "max-buffer-size", "10m"),
        options("fluentd", Map.of(), "non-blocking"));
    assertEquals(
        Map.of("mode", "blocking"), options("awslogs", Map.of("mode", "blocking"), "non-blocking"));
    assertEquals(
        Map.of("mode", "non-blocking", "max-buffer-size", "1m"),
        options("gelf", Map.of("mode", "non-blocking", "max-buffer-size", "1m"), "blocking"));
  }

  @Test
  void filesAreWrittenWithoutABuffer() {
    assertEquals(
        Map.of("max-size", "1m"), options("json-file", Map.of("max-size", "1m"), "non-blocking"));
  }

  @Test
  void whatIsNotKeptHasNoOptions() {
    assertEquals(Map.of(), options("none", Map.of(), "non-blocking"));
  }

  @Test
  void whereAContainerLogsIsKnown() {
    Map<String, String> said = Map.of("awslogs-group", "g", "awslogs-region", "r");
    assertEquals(
        Optional.of(new AwsLogs("g", "r", "id", "")),
        AwsLogs.of(container("awslogs", said), "t1", "id"));
    assertEquals(Optional.empty(), AwsLogs.of(container("gelf", said), "t1", "id"));
    assertEquals(
        Optional.empty(), AwsLogs.of(ContainerDefinition.builder().name("a").build(), "t1", "id"));
  }
}
