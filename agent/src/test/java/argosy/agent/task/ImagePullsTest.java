package argosy.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.AgentConfig.Images;
import argosy.agent.ManualLoop;
import argosy.agent.PullBehavior;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.ImageName;
import argosy.agent.runtime.RegistryKeys;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.fake.FakeRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ImagePullsTest {
  private static Making making(ObjectNode body) {
    return new Making("ecs-a", body, List.of(), List.of(), Optional.empty(), false, _ -> {});
  }

  private final ManualLoop loop = new ManualLoop();
  private final FakeRuntime runtime = new FakeRuntime(loop);
  private final List<String> heard = new ArrayList<>();

  /// The image is here already. How often is it pulled for two tasks, one after the other, and do
  /// they get it if the registry is broken?
  @ParameterizedTest
  @CsvSource({
    "DEFAULT,       2, 2",
    "ALWAYS,        2, 0",
    "ONCE,          1, 0",
    "PREFER_CACHED, 0, 2",
  })
  void eachBehaviorPullsAsOften(PullBehavior behavior, int pulls, int gotThoughBroken) {
    runtime.addImage("app:1");
    ImagePulls healthy = pulls(behavior);
    pullTwice(healthy);
    assertEquals(pulls, runtime.pulls("app:1"));
    assertEquals(List.of("got", "got"), heard);
    heard.clear();
    runtime.failPulls("app:1", new EngineFault(Kind.NOT_FOUND, "manifest unknown"));
    pullTwice(pulls(behavior));
    assertEquals(gotThoughBroken, heard.stream().filter("got"::equals).count());
    assertEquals(2, heard.size());
  }

  private ImagePulls pulls(PullBehavior behavior) {
    return new ImagePulls(
        runtime, loop, new Images(behavior, RegistryKeys.NONE, Optional.empty()), "box");
  }

  private void pullTwice(ImagePulls pulls) {
    for (int i = 0; i < 2; i++) {
      pulls.pull("app:1", _ -> heard.add("got"), heard::add);
      loop.pass(Duration.ofMinutes(1));
    }
  }

  @Test
  void anEngineThatIsAwayIsWaitedFor() {
    runtime.away(true);
    pulls(PullBehavior.ALWAYS).pull("app:1", _ -> heard.add("got"), heard::add);
    loop.pass(Duration.ofHours(1));
    assertEquals(List.of(), heard);
    runtime.away(false);
    loop.pass(Duration.ofSeconds(5));
    assertEquals(List.of("got"), heard);
  }

  @Test
  void anImageThatIsWithheldIsGivenToNobodyUntilItIsReleased() {
    runtime.addImage("app:1");
    ImagePulls pulls = pulls(PullBehavior.PREFER_CACHED);
    assertTrue(pulls.withhold("app:1"));
    pulls.pull("app:1", _ -> heard.add("got"), heard::add);
    pulls.pull("app:1", _ -> heard.add("got"), heard::add);
    loop.pass(Duration.ofMinutes(1));
    assertEquals(List.of(), heard);
    pulls.release("app:1");
    assertTrue(!pulls.withhold("app:1"), "somebody waits for it");
    loop.pass(Duration.ofMinutes(1));
    assertEquals(List.of("got", "got"), heard);
    assertTrue(pulls.withhold("app:1"));
  }

  @Test
  void onlyWhatMayClearIsTriedAgain() {
    for (String once :
        List.of(
            "pull access denied for x, repository does not exist",
            "manifest for x:1 not found: manifest unknown",
            "unauthorized: authentication required")) {
      assertTrue(!ImagePulls.mayClear(new EngineFault(Kind.REFUSED, once)), once);
    }
    for (String again :
        List.of(
            "Get https://r/v2/: dial tcp: lookup r on 10.0.0.2:53: read: i/o timeout",
            "received unexpected HTTP status: 503 Service Unavailable",
            "dial tcp 127.0.0.1:1: connect: connection refused")) {
      assertTrue(ImagePulls.mayClear(new EngineFault(Kind.REFUSED, again)), again);
    }
    String reason =
        ImagePulls.reason(
            "r.example/a", "3 time(s)", new EngineFault(Kind.REFUSED, "x".repeat(2000)));
    assertTrue(reason.startsWith("CannotPullContainerError: pull of r.example/a from r.example"));
    assertEquals(1024, reason.length());
  }

  @Test
  void whoIsRefusedIsToldWithWhatAndWhere() {
    runtime.failPulls("r.example/a", new EngineFault(Kind.REFUSED, "503 for now"));
    RegistryKeys keys =
        registry ->
            new RegistryKeys.Search(Optional.empty(), "without credentials for " + registry);
    new ImagePulls(runtime, loop, new Images(PullBehavior.ALWAYS, keys, Optional.empty()), "box")
        .pull("r.example/a", _ -> heard.add("got"), heard::add);
    loop.pass(Duration.ofMinutes(1));
    assertEquals(
        List.of(
            "CannotPullContainerError: pull of r.example/a from r.example has been tried 3 time(s)"
                + " on box, without credentials for r.example: 503 for now"),
        heard);
  }

  @ParameterizedTest
  @CsvSource({
    "nginx,                      docker.io,        nginx,             latest",
    "nginx:1.2,                  docker.io,        nginx,             1.2",
    "me/app:1,                   docker.io,        me/app,            1",
    "localhost/app,              localhost,        localhost/app,     latest",
    "127.0.0.1:5000/a/b:c,       127.0.0.1:5000,   127.0.0.1:5000/a/b, c",
    "r.example/a@sha256:12,      r.example,        r.example/a,       sha256:12",
    "r.example/a:1@sha256:12,    r.example,        r.example/a,       sha256:12",
  })
  void namesAreTakenApart(String name, String registry, String repository, String reference) {
    assertEquals(new ImageName(registry, repository, reference), ImageName.parse(name));
  }

  @Test
  void makingAContainerTwiceFindsTheFirst() throws Exception {
    runtime.addImage("app:1");
    String first = EngineCalls.create(runtime, making(body("h1", "t1")));
    assertEquals(first, EngineCalls.create(runtime, making(body("h1", "t1"))));
    assertThrows(
        EngineFault.class, () -> EngineCalls.create(runtime, making(body("another", "t1"))));
    assertThrows(
        EngineFault.class, () -> EngineCalls.create(runtime, making(body("h1", "another"))));
  }

  private static ObjectNode body(String host, String task) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("Image", "app:1");
    body.putObject("Labels").put(Runtime.HOST_LABEL, host).put(Labels.TASK_ARN, task);
    return body;
  }
}
