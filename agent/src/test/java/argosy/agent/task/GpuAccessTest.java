package argosy.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.Gpus;
import argosy.agent.Payloads;
import argosy.agent.runtime.Runtime.Engine;
import argosy.wire.acs.PayloadTask;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the engine is told of a container on a host with GPUs.
class GpuAccessTest {
  private static final JsonMapper JSON = SavedTask.JSON;
  private static final Gpus HOST = new Gpus(List.of("GPU-a", "GPU-b"), "");

  private static GpuAccess access(String apiVersion, String... runtimes) {
    return GpuAccess.of(
        HOST,
        new Engine("28", apiVersion, List.of(), List.of(), List.of(runtimes), List.of(), true));
  }

  /// A task of two containers: `model` has GPUs, `web` has none.
  private static PayloadTask task(String environment, String... gpus) {
    var web =
        JSON.readValue(
            "{\"name\": \"web\", \"image\": \"i\", \"environment\": {%s}}".formatted(environment),
            PayloadTask.Container.class);
    var model =
        JSON.readValue(
            "{\"name\": \"model\", \"image\": \"i\", \"environment\": {%s}}".formatted(environment),
            PayloadTask.Container.class);
    var task = (ObjectNode) JSON.valueToTree(Payloads.task("t", model, web));
    for (String gpu : gpus) {
      task.withArray("associations")
          .addObject()
          .put("name", gpu)
          .put("type", "gpu")
          .putArray("containers")
          .add("model");
    }
    return JSON.treeToValue(task, PayloadTask.class);
  }

  private static ObjectNode body(PayloadTask task, String container, GpuAccess access) {
    var place =
        new Place(
            "h1",
            "default",
            "eu-west-1",
            "127.0.0.1",
            URI.create("http://logs:4566"),
            access,
            OciRuntimes.PLAIN,
            new MetadataIds("00"));
    TaskState state = TaskState.of(task, place.host(), false);
    return CreateBody.of(state, state.container(container), place);
  }

  private static Optional<String> visible(ObjectNode body) {
    Map<String, String> variables = new TreeMap<>();
    body.path("Env")
        .forEach(it -> {
          String[] pair = it.asString().split("=", 2);
          variables.put(pair[0], pair[1]);
        });
    return Optional.ofNullable(variables.get("NVIDIA_VISIBLE_DEVICES"));
  }

  @Test
  void theRuntimeOfItsNameGivesThemIfTheEngineHasIt() {
    PayloadTask task = task("", "GPU-b", "GPU-a");
    ObjectNode body = body(task, "model", access("1.41", "runc", "nvidia"));
    assertEquals("nvidia", body.at("/HostConfig/Runtime").asString());
    assertEquals(Optional.of("GPU-b,GPU-a"), visible(body));
    assertTrue(body.at("/HostConfig/DeviceRequests").isMissingNode());
    ObjectNode older = body(task, "model", access("1.39", "runc"));
    assertEquals("nvidia", older.at("/HostConfig/Runtime").asString(), "the engine says what's up");
  }

  @Test
  void elseTheEngineIsAskedForDevices() {
    ObjectNode body = body(task("", "GPU-b"), "model", access("1.41", "runc"));
    assertEquals(
        JSON.readTree(
            """
            [{"Driver": "nvidia", "DeviceIDs": ["GPU-b"], "Capabilities": [["gpu"]]}]
            """),
        body.at("/HostConfig/DeviceRequests"));
    assertEquals(Optional.of("GPU-b"), visible(body));
    assertTrue(body.at("/HostConfig/Runtime").isMissingNode());
  }

  @Test
  void aContainerWithoutGpusSeesNone() {
    ObjectNode body = body(task("", "GPU-b"), "web", access("1.41", "runc", "nvidia"));
    assertEquals(Optional.of("void"), visible(body));
    assertTrue(body.at("/HostConfig/Runtime").isMissingNode());
    assertTrue(body.at("/HostConfig/DeviceRequests").isMissingNode());
    assertEquals(Optional.empty(), visible(body(task(""), "web", GpuAccess.NONE)));
  }

  @Test
  void aDefinitionMayShareThemButNotTakeThoseOfOthers() {
    PayloadTask task = task("\"NVIDIA_VISIBLE_DEVICES\": \"all\"", "GPU-a");
    GpuAccess access = access("1.41", "nvidia");
    assertEquals(Optional.of("all"), visible(body(task, "web", access)));
    assertEquals(Optional.of("GPU-a"), visible(body(task, "model", access)));
  }

  @Test
  void aGpuThatIsNotHereIsRefused() {
    PayloadTask task = task("", "GPU-a", "GPU-z");
    var wrong =
        assertThrows(
            IllegalArgumentException.class, () -> body(task, "model", access("1.41", "nvidia")));
    assertEquals("HostConfigError: this host has no GPU GPU-z", wrong.getMessage());
  }

  @Test
  void associationsAreOfOneContainerAndOfAKnownType() {
    PayloadTask good = task("", "GPU-a");
    assertEquals(Optional.empty(), TaskCheck.refusal(good, List.of()));
    assertEquals(
        "UnrecogniedTaskError: Error loading task - GPU GPU-a is for one container of the task, not"
            + " [model, web]",
        refusal(new PayloadTask.Association(List.of("model", "web"), "GPU-a", "gpu")));
    assertEquals(
        "UnrecogniedTaskError: Error loading task - association e is of the type elastic-inference",
        refusal(new PayloadTask.Association(List.of("web"), "e", "elastic-inference")));
  }

  private static String refusal(PayloadTask.Association association) {
    var task = (ObjectNode) JSON.valueToTree(task(""));
    task.putArray("associations").add(JSON.<ObjectNode>valueToTree(association));
    return TaskCheck.refusal(JSON.treeToValue(task, PayloadTask.class), List.of()).orElseThrow();
  }
}
