package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a server shows of itself: its status, its metrics, its log; and to whom.
class SeenTest {
  private static final String METRICS = "/_argosy/metrics";

  /// A sample of Prometheus' text format: name, labels, value.
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-z_]+(\\{([a-z_]+=\"([^\"\\\\\\n]|\\\\.)*\",?)*})?"
              + " ([-+]?[0-9.]+(E-?\\d+)?|[+-]Inf|NaN)");

  private static Argosy argosy;
  private static Clients aws;
  private static Task task;

  @BeforeAll
  static void runATask() throws Exception {
    argosy = Argosy.start();
    argosy.awaitHost();
    aws = argosy.clients();
    task = aws.running(aws.run(Definitions.of("seen", Definitions.webserver(0))));
  }

  @AfterAll
  static void clear() throws Exception {
    argosy.close();
  }

  @Test
  void statusShowsTheServerAndItsTasks() throws Exception {
    String text = argosy.run("status").well().out();
    for (String words :
        List.of(
            "server   " + argosy.endpoint() + "  process " + argosy.process().pid(),
            "data     " + argosy.data(),
            "store    SQLite",
            "MiB  healthy",
            "agents   1 of 1 connected",
            "123456789012/us-east-1  here")) {
      assertTrue(text.contains(words), words + "\n" + text);
    }
    String row = id(task) + " +default +RUNNING +seen:1 +http://127\\.0\\.0\\.1:\\d+";
    assertTrue(text.lines().anyMatch(line -> line.matches(row)), text);
    assertTrue(text.lines().count() < 24, text);
    JsonNode json = JsonMapper.shared().readTree(argosy.run("status", "--json").well().out());
    assertEquals(argosy.process().pid(), json.path("server").path("pid").asLong());
    assertEquals(1, json.path("clusters").path(0).path("tasks").path("RUNNING").asInt());
    assertTrue(json.path("cells").path(0).path("commits").asInt() > 3, "" + json);
  }

  @Test
  void aServerThatIsGoneIsSaidToBe() throws Exception {
    try (Argosy other = Argosy.start()) {
      other.run("down").well();
      Ran status = other.run("status");
      assertEquals(1, status.exitCode());
      assertEquals("No server runs for " + other.data() + ".", status.out().strip());
      Ran json = other.run("status", "--json");
      assertEquals(1, json.exitCode());
      assertEquals("{\"server\":null}", json.out().strip());
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsSaidToBe() throws Exception {
    try (Argosy other = Argosy.start()) {
      var note = other.data().resolve("server.json");
      String said = Files.readString(note);
      Files.writeString(note, said.replace(":" + other.port(), ":" + Argosy.freePort()));
      Ran status = other.run("status");
      assertEquals(1, status.exitCode());
      assertTrue(status.err().contains("does not answer"), "" + status);
      Files.writeString(note, said);
    }
  }

  @Test
  void strangersSeeThatItIsThereAndNothingElse() throws Exception {
    assertEquals(401, get(METRICS, "").statusCode());
    assertEquals(401, get(METRICS, "Bearer guessed").statusCode());
    assertEquals(403, get("/_argosy/status", "").statusCode());
    assertEquals(403, get("/_argosy/status", "Bearer " + token()).statusCode());
    String health = get("/_argosy/health", "").body();
    assertFalse(health.contains(argosy.data().toString()), health);
    var file = argosy.data().resolve("metrics.token");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(token(), argosy.run("metrics-token").well().out().strip());
  }

  @Test
  void metricsAreReadWithTheToken() throws Exception {
    HttpResponse<String> answer = get(METRICS, "Bearer " + token());
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElseThrow());
    Map<String, Double> samples = samples(answer.body());
    String cell = "{cell=\"123456789012/us-east-1\"";
    assertEquals(1, samples.get("argosy_agents_connected" + cell + "}"));
    assertEquals(1, samples.get("argosy_tasks" + cell + ",status=\"RUNNING\"}"));
    for (String counted :
        List.of(
            "argosy_api_requests_total{action=\"RunTask\",code=\"OK\",service=\"ecs\"}",
            "argosy_commit_duration_seconds_count" + cell + "}",
            "argosy_acs_messages_acknowledged_total",
            "process_start_time_seconds",
            "jvm_memory_used_bytes{area=\"heap\"}")) {
      assertTrue(samples.getOrDefault(counted, 0.0) >= 1, counted + "\n" + answer.body());
    }
  }

  @Test
  void theLogHasEachDecisionWithItsReason() throws Exception {
    String of = "decision=RunTask cluster=default task=" + id(task) + " outcome=placed instance=";
    assertTrue(argosy.log().contains(of), argosy.log());
    Task other = aws.running(aws.run(Definitions.of("told", Definitions.webserver(0))));
    aws.ecs().stopTask(it -> it.task(other.taskArn()).reason("a \"good\"\nreason=none"));
    aws.stopped(other);
    assertThrows(
        EcsException.class,
        () -> aws.ecs().runTask(it -> it.taskDefinition("told").cluster("nowhere")));
    for (String line :
        List.of(
            "decision=StopTask cluster=default task=" + id(other) + " outcome=STOPPING was=RUNNING",
            "code=USER_INITIATED reason=\"a \\\"good\\\"\\nreason=none\"",
            "task=" + id(other) + " outcome=STOPPED was=STOPPING",
            "decision=RunTask outcome=refused code=ClusterNotFoundException"
                + " reason=\"Cluster not found.\"",
            "outcome=agent-joined",
            "lease=taken")) {
      Await.until(
          Duration.ofSeconds(30), "the log says " + line, () -> argosy.log().contains(line));
    }
    for (String line : argosy.log().lines().toList()) {
      assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\dT.* (INFO |WARN ) .*|argosy ready .*"), line);
    }
  }

  private static String id(Task of) {
    return of.taskArn().substring(of.taskArn().lastIndexOf('/') + 1);
  }

  private static String token() throws Exception {
    return Files.readString(argosy.data().resolve("metrics.token"));
  }

  private static HttpResponse<String> get(String path, String authorization) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(argosy.endpoint().resolve(path));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static Map<String, Double> samples(String text) {
    Map<String, Double> samples = new HashMap<>();
    for (String line : text.lines().filter(it -> !it.startsWith("#")).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      assertTrue(sample.matches(), line);
      int space = line.lastIndexOf(' ');
      String value = line.substring(space + 1).replace("Inf", "Infinity");
      assertEquals(null, samples.put(line.substring(0, space), Double.valueOf(value)), line);
    }
    return samples;
  }
}
