package argosy.control.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argosy.control.HandClock;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.placement.Reservation;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Launch;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.task.Times;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.wire.acs.AcsFrame;
import argosy.wire.acs.AcsMessage;
import argosy.wire.acs.PayloadTask;
import argosy.wire.shape.JsonShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What an agent is told of a definition with everything, compared with a text that is kept.
class PayloadTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void aDefinitionWithEverythingIsToldInFull() throws IOException {
    PayloadTask told =
        told(
            read("everything.json", RegisterTaskDefinitionRequest.class),
            read("everything-overrides.json", TaskOverride.class));
    assertEquals(JSON.readTree(bytes("everything-payload.json")), plain(told));
  }

  @Test
  void aDefinitionWithNothingIsToldWithItsDefaults() throws IOException {
    PayloadTask told =
        told(
            read("nothing.json", RegisterTaskDefinitionRequest.class),
            TaskOverride.builder().build());
    assertEquals(JSON.readTree(bytes("nothing-payload.json")), plain(told));
  }

  private static PayloadTask told(RegisterTaskDefinitionRequest request, TaskOverride overrides) {
    Definition definition = defined(request);
    return Payload.of(task(definition, overrides, Map.of()), definition, Map.of(), "non-blocking");
  }

  private static Definition defined(RegisterTaskDefinitionRequest request) {
    Outcome<Definition> outcome =
        RegisterDefinition.decide(Picture.EMPTY, FleetRig.CELL, request, "me", HandClock.NOON);
    assertInstanceOf(Outcome.Accepted.class, outcome, outcome::toString);
    return ((Outcome.Accepted<Definition>) outcome).reply();
  }

  @Test
  void anImageIsPinnedAndKeepsItsTag() throws IOException {
    Definition definition = defined(read("nothing.json", RegisterTaskDefinitionRequest.class));
    String image = definition.spec().containerDefinitions().getFirst().image();
    Task task = task(definition, TaskOverride.builder().build(), Map.of());
    PayloadTask told = Payload.of(task, definition, Map.of("web", "sha256:abc"), "non-blocking");
    assertEquals(image + "@sha256:abc", told.containers().getFirst().image());
  }

  @Test
  void gpusAreAssociationsOfOneContainerEach() throws IOException {
    Definition definition = defined(read("nothing.json", RegisterTaskDefinitionRequest.class));
    Map<String, List<String>> gpus = Map.of("web", List.of("GPU-b", "GPU-a"));
    PayloadTask told =
        Payload.of(
            task(definition, TaskOverride.builder().build(), gpus),
            definition,
            Map.of(),
            "non-blocking");
    assertEquals(
        JSON.readTree(
            """
            [{"containers": ["web"], "name": "GPU-b", "type": "gpu"},
             {"containers": ["web"], "name": "GPU-a", "type": "gpu"}]
            """),
        plain(told).path("associations"));
  }

  private static Task task(
      Definition definition, TaskOverride overrides, Map<String, List<String>> gpus) {
    var launch =
        new Launch(
            "family:" + definition.arn().family(),
            null,
            overrides,
            List.of(),
            new Reservation(0, 0, Set.of(), Set.of()),
            "us-east-1a",
            null,
            null,
            LaunchType.EC2,
            null,
            gpus,
            null,
            null);
    return new Task(
        new TaskArn(FleetRig.CELL, "default", "t1"),
        definition.arn(),
        new InstanceArn(FleetRig.CELL, "default", "i1"),
        launch,
        TaskStatus.PENDING,
        TaskStatus.RUNNING,
        definition.spec().containerDefinitions().stream()
            .map(c ->
                new ContainerState(
                    c.name(),
                    "c-" + c.name(),
                    c.essential(),
                    ContainerState.Status.PENDING,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null))
            .toList(),
        new Times(HandClock.NOON, null, null, null, null, null, null, null),
        null,
        null,
        1);
  }

  /// The task as it goes over the wire, with the JSON texts inside it as JSON.
  private static JsonNode plain(PayloadTask task) {
    var message = new AcsMessage.PayloadMessage("m1", "c", "i", 1, 1, List.of(task));
    JsonNode tree = JSON.readTree(AcsFrame.encode(message)).at("/message/tasks/0");
    for (JsonNode container : tree.path("containers")) {
      ObjectNode docker = (ObjectNode) container.path("dockerConfig");
      for (String text : List.of("config", "hostConfig")) {
        docker.set(text, JSON.readTree(docker.path(text).asString()));
      }
    }
    return tree;
  }

  private static <T extends SdkPojo> T read(String name, Class<T> model) throws IOException {
    return JsonShape.read(bytes(name), model);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = PayloadTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
