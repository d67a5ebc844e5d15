package argosy.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import argosy.agent.task.TaskView;
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
