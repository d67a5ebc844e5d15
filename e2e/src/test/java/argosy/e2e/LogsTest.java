package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;

/// Log groups by the SDK's client and by the AWS CLI; over a crash too.
class LogsTest {
  static CloudWatchLogsClient client(Argosy argosy) throws Exception {
    return Clients.pointed(CloudWatchLogsClient.builder(), argosy.exports()).build();
  }

  static void make(CloudWatchLogsClient logs, String... streams) {
    logs.createLogGroup(it -> it.logGroupName("/ecs/web").tags(Map.of("team", "one")));
    for (String stream : streams) {
      logs.createLogStream(it -> it.logGroupName("/ecs/web").logStreamName(stream));
    }
  }

  static void put(CloudWatchLogsClient logs, String stream, String... messages) {
    long now = System.currentTimeMillis();
    List<InputLogEvent> events = new ArrayList<>();
    for (String message : messages) {
      events.add(InputLogEvent.builder().timestamp(now).message(message).build());
    }
    logs.putLogEvents(it -> it.logGroupName("/ecs/web").logStreamName(stream).logEvents(events));
  }

  /// All that a search finds, page by page.
  static List<String> found(CloudWatchLogsClient logs, String pattern) {
    return logs
        .filterLogEventsPaginator(
            it -> it.logGroupName("/ecs/web").filterPattern(pattern).limit(100))
        .events()
        .stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  @Test
  void whatWasAcknowledgedOutlivesACrash() throws Exception {
    try (Argosy argosy = Argosy.withoutEngine();
        CloudWatchLogsClient logs = client(argosy)) {
      make(logs, "one", "two");
      assertThrows(ResourceAlreadyExistsException.class, () -> make(logs));
      assertThrows(ResourceNotFoundException.class, () -> put(logs, "three", "x"));
      String[] many =
          IntStream.range(0, 1_000).mapToObj(i -> "{\"n\": " + i + "}").toArray(String[]::new);
      put(logs, "one", many);
      put(logs, "two", "GET /index.html 404", "\u001b[31mERROR\u001b[0m ä😀");
      argosy.crash();
      argosy.up();
      assertEquals(List.of(many), pages(logs));
      assertEquals(List.of("{\"n\": 998}", "{\"n\": 999}"), found(logs, "{ $.n >= 998 }"));
      assertEquals(List.of("GET /index.html 404"), found(logs, "[..., path=*.html, code=4*]"));
      assertEquals(List.of("\u001b[31mERROR\u001b[0m ä😀"), found(logs, "ERROR"));
      logs.putRetentionPolicy(it -> it.logGroupName("/ecs/web").retentionInDays(7));
      var group = logs.describeLogGroups().logGroups().getFirst();
      assertEquals(7, group.retentionInDays());
      assertEquals(
          Map.of("team", "one"),
          logs.listTagsForResource(it -> it.resourceArn(group.logGroupArn())).tags());
      logs.deleteLogGroup(it -> it.logGroupName("/ecs/web"));
      assertEquals(List.of(), logs.describeLogGroups().logGroups());
    }
  }

  /// The stream `one` from its head, until a token leads to itself.
  static List<String> pages(CloudWatchLogsClient logs) {
    List<String> all = new ArrayList<>();
    String token = null;
    while (true) {
      String next = token;
      var page =
          logs.getLogEvents(it ->
              it.logGroupName("/ecs/web")
                  .logStreamName("one")
                  .startFromHead(true)
                  .limit(300)
                  .nextToken(next));
      page.events().forEach(event -> all.add(event.message()));
      token = page.nextForwardToken();
      if (token.equals(next)) {
        return all;
      }
    }
  }

  @Test
  void aBatchAsLargeAsAwsTakesIt() throws Exception {
    try (Argosy argosy = Argosy.withoutEngine();
        CloudWatchLogsClient logs = client(argosy)) {
      make(logs, "one");
      String quotes = "\"".repeat((1 << 20) - 26); // twice as large in JSON
      put(logs, "one", quotes);
      assertEquals(List.of(quotes), pages(logs));
      String[] small = IntStream.range(0, 10_000).mapToObj(i -> "m" + i).toArray(String[]::new);
      put(logs, "one", small);
      assertEquals(10_001, pages(logs).size());
    }
  }

  @Test
  void byTheAwsCli(TestReporter reporter) throws Exception {
    AwsCli.assume(reporter);
    try (Argosy argosy = Argosy.withoutEngine()) {
      var aws = new AwsCli(argosy.exports());
      long now = System.currentTimeMillis();
      aws.ask("logs", "create-log-group", "--log-group-name", "g");
      aws.ask("logs", "create-log-stream", "--log-group-name", "g", "--log-stream-name", "s");
      JsonNode put =
          aws.ask(
              "logs",
              "put-log-events",
              "--log-group-name",
              "g",
              "--log-stream-name",
              "s",
              "--log-events",
              "timestamp=" + now + ",message=hello",
              "timestamp=" + now + ",message=\"ERROR x\"");
      assertEquals(56, put.path("nextSequenceToken").asString().length());
      JsonNode got =
          aws.ask("logs", "get-log-events", "--log-group-name", "g", "--log-stream-name", "s");
      assertEquals("hello", got.at("/events/0/message").asString());
      JsonNode found =
          aws.ask(
              "logs",
              "filter-log-events",
              "--log-group-name",
              "g",
              "--interleaved",
              "--start-time",
              "" + now,
              "--filter-pattern",
              "?ERROR ?WARN");
      assertEquals(1, found.path("events").size());
      assertEquals("s", found.at("/events/0/logStreamName").asString());
      Ran refused = aws.run("logs", "delete-log-group", "--log-group-name", "none");
      assertTrue(
          refused.err().contains("(ResourceNotFoundException)")
              && refused.err().contains("The specified log group does not exist."),
          refused.err());
      Ran unbuilt = aws.run("logs", "describe-queries");
      assertTrue(unbuilt.err().contains("DescribeQueries"), unbuilt.err());
    }
  }
}
