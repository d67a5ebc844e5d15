package argosy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ten thousand malformed requests to a whole server, over sockets: each is answered within a
/// second with a 4xx and an error that its client can read, and nothing else comes of it. Two
/// hundred thousand where the long proofs are asked for.
///
/// Time is taken at the client. What takes longer than it may is asked again, since on a busy
/// machine it may be the client that had to wait: twice may be chance, three times is not.
class FuzzTest {
  private static final int MALFORMED_MIN = Boolean.getBoolean("argosy.long") ? 200_000 : 10_000;

  /// Before it the JVM still compiles much of what it runs, which takes memory of its own.
  private static final int WARM_UP = MALFORMED_MIN / 5;

  private static final Duration ANSWERED_MAX = Duration.ofSeconds(1);
  private static final int ASKED_MAX = 3;
  private static final long LIVE_GROWTH_KIB_MAX = 2 * 1_024;
  private static final long RESIDENT_GROWTH_KIB_MAX = 64 * 1_024;

  /// Where members may be right by chance, and something may come of it.
  private static final String PLAYGROUND = "eu-west-1";

  /// Definitions that are deleted are gone within the minute, whether anybody asks or not.
  private static final String FORGETS = "DeleteTaskDefinitions";

  private static final Pattern READS = Pattern.compile("Describe.*|List.*|Discover.*");

  /// Enough to see what they have in common.
  private static final int WRONG_MAX = 20;

  private final TreeMap<String, Integer> answers = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void whatIsMalformedIsRefusedAndNothingElseComesOfIt() throws Exception {
    try (Argosy argosy = Argosy.start();
        var line = new RawLine(argosy.port())) {
      argosy.awaitHost();
      var here = new RawRequest.Signer(argosy.exports(), "us-east-1");
      var there = new RawRequest.Signer(argosy.exports(), PLAYGROUND);
      Task task =
          argosy.clients().run(Definitions.of("fuzz", Definitions.shell("stay", Definitions.STAY)));
      Task running = argosy.clients().running(task);
      furnish(new Inventory(line, here));
      furnish(new Inventory(line, there));
      List<Fuzzed.Source> sources = sources(here, there, running);

      String before = new Inventory(line, here).take();
      long seed = Long.getLong("seed", 1);
      for (; refused() < WARM_UP; seed++) {
        ask(line, sources, seed);
      }
      Footprint warm = Footprint.of(argosy.process());
      for (; refused() < MALFORMED_MIN; seed++) {
        ask(line, sources, seed);
      }
      assertEquals(List.of(), wrong);
      assertFlat(warm, Footprint.of(argosy.process()));
      assertEquals(before, new Inventory(line, here).take());
      assertFalse(argosy.log().contains(" ERROR "), argosy.log());

      String changed = new Inventory(line, there).take();
      argosy.crash();
      argosy.up();
      argosy.awaitHost();
      assertEquals(changed, new Inventory(line, there).take());
    }
  }

  /// Things of every kind, for the requests to be about.
  private static void furnish(Inventory region) throws IOException {
    String cluster =
        region
            .call(
                "CreateCluster",
                Map.of("clusterName", "fuzz", "tags", List.of(Map.of("key", "k", "value", "v"))))
            .at("/cluster/clusterArn")
            .asString();
    var container = Map.of("name", "c", "image", "argosy/toolbox:1", "memory", 8);
    for (int i = 0; i < 2; i++) {
      region.call(
          "RegisterTaskDefinition",
          Map.of("family", "fuzzed", "containerDefinitions", List.of(container)));
    }
    region.call("DeregisterTaskDefinition", Map.of("taskDefinition", "fuzzed:1"));
    region.call("PutAccountSetting", Map.of("name", "containerInsights", "value", "enabled"));
    region.call(
        "CreateCapacityProvider",
        Map.of("name", "fuzz", "autoScalingGroupProvider", Map.of("autoScalingGroupArn", GROUP)));
    assertFalse(cluster.isEmpty());
  }

  private static final String GROUP =
      "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:"
          + "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111:autoScalingGroupName/fuzz";

  private static List<Fuzzed.Source> sources(
      RawRequest.Signer here, RawRequest.Signer there, Task task) throws IOException {
    List<String> actions = built();
    List<String> lasting = actions.stream().filter(it -> !it.equals(FORGETS)).toList();
    List<String> reading = actions.stream().filter(it -> READS.matcher(it).matches()).toList();
    RawRequest good = good();
    return List.of(
        new FuzzedHttp(here, good),
        new FuzzedSignatures(here, good),
        new FuzzedBodies(here),
        new FuzzedBodies(here),
        new FuzzedInputs(here, actions, Map.of()),
        new FuzzedInputs(here, reading, known("us-east-1", task)),
        new FuzzedInputs(there, lasting, known(PLAYGROUND, task)));
  }

  private static RawRequest good() {
    var headers =
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.1",
            "X-Amz-Target",
            "AmazonEC2ContainerServiceV20141113.ListClusters");
    return RawRequest.post("/", headers, "{\"maxResults\": 10}".getBytes(UTF_8));
  }

  /// What the compatibility page says is built of ECS.
  private static List<String> built() throws IOException {
    String page = Files.readString(Launcher.ROOT.resolve("docs/compat.md"));
    int start = page.indexOf("\n## ECS");
    String ecs = page.substring(start, page.indexOf("\n## ", start + 1));
    List<String> built =
        Pattern.compile("\\| `(\\w+)` \\| built")
            .matcher(ecs)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertTrue(built.size() > 30, built::toString);
    return built;
  }

  private static Map<String, List<String>> known(String region, Task task) {
    String arn = "arn:aws:ecs:" + region + ":123456789012:";
    return Map.of(
        "cluster", List.of("fuzz", "default", arn + "cluster/fuzz"),
        "taskdefinition", List.of("fuzzed", "fuzzed:2", arn + "task-definition/fuzzed:1"),
        "task", List.of(task.taskArn()),
        "instance", List.of(task.containerInstanceArn()),
        "targetid", List.of(task.containerInstanceArn()),
        "resourcearn", List.of(arn + "cluster/fuzz", arn + "task-definition/fuzzed:2"),
        "capacityprovider", List.of("fuzz", "FARGATE"),
        "family", List.of("fuzz", "fuzzed"),
        "targettype", List.of("container-instance"));
  }

  private void ask(RawLine line, List<Fuzzed.Source> sources, long seed) {
    var random = new SplittableRandom(seed);
    Fuzzed request = Fuzzed.one(random, sources).next(random);
    try {
      RawLine.Reply reply = soon(line, request);
      assertRefused(request, reply);
      answers.merge(
          reply.status() < 400 || reply.status() == 501 ? "others" : "refused", 1, Integer::sum);
    } catch (EOFException e) {
      if (request.surely() || !request.last()) {
        wrong(seed, request, e);
      }
    } catch (IOException | AssertionError e) {
      wrong(seed, request, e);
    }
  }

  private void wrong(long seed, Fuzzed request, Throwable why) {
    wrong.add("rerun with -Dseed=" + seed + ": " + why.getMessage() + " to " + request);
    assertTrue(wrong.size() < WRONG_MAX, () -> String.join("\n", wrong));
  }

  private static RawLine.Reply soon(RawLine line, Fuzzed request) throws IOException {
    Duration took = Duration.ZERO;
    for (int asked = 0; asked < ASKED_MAX; asked++) {
      long begun = System.nanoTime();
      RawLine.Reply reply = line.send(request.bytes(), request.last());
      took = Duration.ofNanos(System.nanoTime() - begun);
      if (took.compareTo(ANSWERED_MAX) < 0) {
        return reply;
      }
    }
    throw new AssertionError("three times not within " + ANSWERED_MAX + ", but in " + took);
  }

  private static void assertRefused(Fuzzed request, RawLine.Reply reply) {
    boolean refused = reply.status() >= 400 && reply.status() < 500;
    if (!refused && !request.surely()) {
      assertTrue(reply.status() == 200 || reply.status() == 501, reply::toString);
      return;
    }
    assertTrue(refused, reply::toString);
    String type = reply.header("content-type");
    if (type.startsWith("text/xml")) {
      assertTrue(
          reply.text().matches("(?s).*<Code>\\w+</Code>\\s*<Message>[^<]+</Message>.*"),
          reply::toString);
    } else if (type.equals("application/cbor")) {
      assertTrue(
          reply.text().contains("__type") && reply.text().contains("message"), reply::toString);
    } else {
      JsonNode error = JsonMapper.shared().readTree(reply.body());
      String code =
          error
              .path("__type")
              .asString(error.path("type").asString(reply.header("x-amzn-errortype")));
      assertFalse(code.isEmpty(), reply::toString);
      assertFalse(
          error.path("message").isEmpty() && error.path("message").asString("").isEmpty(),
          reply::toString);
    }
  }

  private int refused() {
    return answers.getOrDefault("refused", 0);
  }

  private static void assertFlat(Footprint before, Footprint after) {
    assertTrue(
        after.liveKib() - before.liveKib() < LIVE_GROWTH_KIB_MAX
            && after.residentKib() - before.residentKib() < RESIDENT_GROWTH_KIB_MAX,
        () -> "before " + before + ", after " + after);
  }
}
