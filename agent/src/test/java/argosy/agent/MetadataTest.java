package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import argosy.agent.runtime.Container.Health;
import argosy.agent.task.TaskView;
import argosy.wire.acs.PayloadTask.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What containers are told of where they may ask, and who is found by what they ask with.
class MetadataTest {
  private TaskEndpoint.Tasks asked = _ -> CompletableFuture.completedFuture(Optional.empty());

  private final AgentRig rig =
      new AgentRig((_, tasks, _) -> {
        asked = tasks;
        return true;
      });

  @Test
  void eachContainerHasAnIdOfItsOwnWhichARestartKeeps() {
    rig.start();
    rig.place(Payloads.task("t1", Payloads.container("web"), Payloads.container("side")));
    String web = id("web");
    assertNotEquals(web, id("side"));
    assertEquals("web", found(web).container(web).orElseThrow().spec().name());
    assertEquals(2, found(web).containers().size());
    rig.restart();
    assertEquals("web", found(web).container(web).orElseThrow().spec().name());
  }

  @Test
  void twoHostsDontGiveTheSameIds() {
    rig.start();
    rig.place(Payloads.task("t1", Payloads.container("web")));
    var other = new AgentRig(PullBehavior.PREFER_CACHED, 2, (_, _, _) -> true);
    other.start();
    other.place(Payloads.task("t1", Payloads.container("web")));
    assertNotEquals(id("web"), id(other, "web"));
  }

  @Test
  void anIdThatNobodyHasFindsNobody() {
    rig.start();
    rig.place(Payloads.task("t1", Payloads.container("web")));
    char[] guess = id("web").toCharArray();
    guess[0] = guess[0] == '0' ? '1' : '0';
    CompletableFuture<Optional<TaskView>> answer = asked.of(new String(guess));
    rig.loop.settle();
    assertEquals(Optional.empty(), answer.join());
  }

  @Test
  void whereContainersCannotAskTheyArentToldTo() {
    var closed = new AgentRig().start();
    closed.place(Payloads.task("t1", Payloads.container("web")));
    assertFalse(
        environment(closed, "web").keySet().stream().anyMatch(name -> name.startsWith("ECS_")));
  }

  @Test
  void restartsAreCountedAlsoByTheNextAgent() {
    rig.start();
    rig.place(
        Payloads.task(
            "t1",
            Payloads.restarted(Payloads.container("web"), new RestartPolicy(true, List.of(), 60))));
    String web = id("web");
    assertEquals(0, found(web).container(web).orElseThrow().restarts());
    again(1);
    again(2);
    assertEquals(2, found(web).container(web).orElseThrow().restarts());
    rig.restart();
    assertEquals(2, found(web).container(web).orElseThrow().restarts());
    again(3);
    assertEquals(3, found(web).container(web).orElseThrow().restarts());
  }

  /// The container ends after a while, and is started again.
  private void again(int code) {
    rig.loop.pass(Duration.ofSeconds(61));
    rig.runtime.exit(rig.container("web").id(), code);
    rig.loop.settle();
    assertEquals(List.of("web"), rig.running());
  }

  @Test
  void healthHasATimeSinceWhenItIsSo() {
    rig.start();
    rig.place(Payloads.task("t1", Payloads.checked(Payloads.container("web"), 60)));
    String web = id("web");
    assertEquals("UNKNOWN", found(web).container(web).orElseThrow().health());
    Instant healthy = rig.loop.now();
    rig.runtime.health(rig.container("web").id(), Health.HEALTHY);
    rig.loop.settle();
    rig.loop.pass(Duration.ofMinutes(1));
    rig.runtime.health(rig.container("web").id(), Health.HEALTHY);
    rig.loop.settle();
    assertEquals("HEALTHY", found(web).container(web).orElseThrow().health());
    assertEquals(healthy, found(web).container(web).orElseThrow().healthSince());
    rig.runtime.health(rig.container("web").id(), Health.UNHEALTHY);
    rig.loop.settle();
    assertEquals(rig.loop.now(), found(web).container(web).orElseThrow().healthSince());
  }

  @Test
  void aTaskIsFoundByTheEnginesIdAndTheAgentSaysWhichInstanceItIs() {
    rig.start();
    rig.place(Payloads.task("t1", Payloads.container("web")));
    CompletableFuture<Optional<TaskView>> holder = asked.holding(rig.container("web").id());
    CompletableFuture<Optional<TaskView>> nobody = asked.holding("f00");
    CompletableFuture<String> instance = asked.instance();
    rig.loop.settle();
    assertEquals(Payloads.arn("t1"), holder.join().orElseThrow().payload().arn());
    assertEquals(Optional.empty(), nobody.join());
    assertEquals(rig.plane.instance(), instance.join());
  }

  private TaskView found(String id) {
    CompletableFuture<Optional<TaskView>> answer = asked.of(id);
    rig.loop.settle();
    return answer.join().orElseThrow();
  }

  private String id(String container) {
    return id(rig, container);
  }

  private static String id(AgentRig rig, String container) {
    Map<String, String> environment = environment(rig, container);
    String v4 = environment.getOrDefault("ECS_CONTAINER_METADATA_URI_V4", "");
    String id = v4.substring(v4.lastIndexOf('/') + 1);
    assertEquals("http://169.254.170.2/v4/" + id, v4);
    assertEquals("http://169.254.170.2/v3/" + id, environment.get("ECS_CONTAINER_METADATA_URI"));
    assertEquals("http://169.254.170.2/api/" + id, environment.get("ECS_AGENT_URI"));
    return id;
  }

  private static Map<String, String> environment(AgentRig rig, String container) {
    Map<String, String> environment = new TreeMap<>();
    for (JsonNode text : rig.runtime.body(rig.container(container).id()).path("Env")) {
      List<String> parts = List.of(text.asString().split("=", 2));
      environment.put(parts.getFirst(), parts.getLast());
    }
    return environment;
  }
}
