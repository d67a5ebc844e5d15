package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Definitions that people had before Argosy: nothing of them is lost, and they run as they are.
@ExtendWith(SharedArgosy.class)
class SeedsTest {
  private static final Pattern URL = Pattern.compile("http://172\\.31\\.[0-9.]+:[0-9]+");
  private static final String LOGS = "com.amazonaws.ecs.capability.logging-driver.awslogs";
  private static final String BUNDLE =
      """
      #!/bin/sh
      case "$*" in
        "exec rails db:migrate assets:precompile")
          echo "migrated $RAILS_ENV" ;;
        "exec rails s -p "*)
          mkdir /tmp/www
          echo "in $(pwd), $RAILS_ENV, assets $RAILS_SERVE_STATIC_FILES, on $5 of $7" \
            >/tmp/www/index.html
          trap 'exit 0' TERM
          httpd -f -p "$5" -h /tmp/www & wait $! ;;
      esac
      """;

  private final Argosy argosy;
  private final Clients aws;

  SeedsTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.aws = aws;
  }

  @ParameterizedTest
  @ValueSource(strings = {"webserver-fargate.json", "server-api.json"})
  void aSeedRegistersUnchangedAndNothingIsLost(String file) throws Exception {
    String text = Files.readString(Path.of(Launcher.example("seeds/" + file)));
    JsonNode said = JsonMapper.shared().readTree(text);
    Raw.Reply registered = Raw.of(argosy).call("RegisterTaskDefinition", text);
    assertEquals(200, registered.status(), registered.text());
    String arn = registered.json().at("/taskDefinition/taskDefinitionArn").asString();
    JsonNode kept =
        Raw.of(argosy)
            .call("DescribeTaskDefinition", "{\"taskDefinition\":\"" + arn + "\"}")
            .json()
            .get("taskDefinition");
    assertKept(said, kept, file);
    assertEquals("ACTIVE", kept.path("status").asString());

    var refused =
        assertThrows(
            InvalidParameterException.class, () -> aws.ecs().runTask(it -> it.taskDefinition(arn)));
    String sentence = refused.awsErrorDetails().errorMessage();
    assertEquals(
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.", sentence);
    assertEquals(List.of(), aws.ecs().listTasks().taskArns());
  }

  private Ran run(String file) throws Exception {
    return argosy.run("run", Launcher.example("seeds/" + file)).well();
  }

  @Test
  void aWebserverAnswersAtItsOwnAddress() throws Exception {
    OwnAddresses.assumePossible();
    try (LocalImage _ = LocalImage.named("nginx", "argosy/webserver:1")) {
      Ran ran = run("webserver-fargate.json");
      assertTrue(ran.out().contains(" lets everybody in at tcp 80, as the definition"), ran.out());
      assertTrue(OwnAddresses.page(argosy, url(ran)).contains("<title>"));
      aws.stopAll();
    }
  }

  /// With a program in Rails' place that prints and serves what it was told.
  @Test
  void aRailsServiceAnswersAndItsLogsAreFound() throws Exception {
    OwnAddresses.assumePossible();
    Await.until(Duration.ofSeconds(30), "a host that logs", () -> aws.hostIs(LOGS));
    try (LocalImage _ = LocalImage.with("rails-6", "bundle", BUNDLE)) {
      Ran ran = run("server-api.json");
      assertTrue(ran.out().contains("The roles of server-api are another account's"), ran.out());
      String page = OwnAddresses.page(argosy, url(ran));
      assertEquals("in /app, staging, assets true, on 3000 of 0.0.0.0", page.strip());
      Task task = aws.describe(aws.ecs().listTasks().taskArns()).getFirst();
      assertEquals(LaunchType.FARGATE, task.launchType());
      assertEquals("512", task.cpu());
      String stream = "ecs/server-api/" + Services.id(task);
      try (CloudWatchLogsClient logs =
          Clients.pointed(CloudWatchLogsClient.builder(), argosy.exports())
              .region(Region.AP_NORTHEAST_1)
              .build()) {
        Await.until(
            Duration.ofSeconds(60),
            "the log of the migration",
            () ->
                logs.filterLogEvents(it -> it.logGroupName("/ecs/server-api")).events().stream()
                    .filter(event -> event.logStreamName().equals(stream))
                    .anyMatch(event -> event.message().equals("migrated staging")));
      }
      aws.stopAll();
    }
  }

  private static String url(Ran ran) {
    Matcher found = URL.matcher(ran.out());
    assertTrue(found.find(), ran.out());
    return found.group();
  }

  /// Everything that was said is there and the same; what is added is AWS's to add.
  private static void assertKept(JsonNode said, JsonNode kept, String where) {
    if (said.isObject()) {
      for (var member : said.properties()) {
        String inside = where + "." + member.getKey();
        JsonNode value = kept.path(member.getKey());
        assertTrue(!value.isMissingNode(), inside + " is lost");
        assertKept(member.getValue(), value, inside);
      }
    } else if (said.isArray() && where.endsWith("environment")) {
      assertEquals(
          Set.copyOf(said.valueStream().toList()), Set.copyOf(kept.valueStream().toList()), where);
    } else if (said.isArray()) {
      assertEquals(said.size(), kept.size(), where);
      for (int at = 0; at < said.size(); at++) {
        assertKept(said.get(at), kept.get(at), where + "[" + at + "]");
      }
    } else {
      assertEquals(said, kept, where);
    }
  }
}
