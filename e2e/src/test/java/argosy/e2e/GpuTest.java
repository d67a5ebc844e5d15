package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// GPUs that a host says it has, up to what the engine is told of them: this machine has none, nor
/// NVIDIA's runtime.
class GpuTest {
  private static final String IDS = "GPU-a,GPU-b";

  private static RegisterTaskDefinitionRequest definition() {
    ResourceRequirement two = ResourceRequirement.builder().type("GPU").value("2").build();
    return Definitions.of(
        "gpus", staying("model").resourceRequirements(two), staying("web").essential(false));
  }

  private static ContainerDefinition.Builder staying(String name) {
    return Definitions.shell(name, Definitions.STAY);
  }

  @Test
  void anEngineWithoutTheRuntimeIsAskedForDevices() throws Exception {
    try (Argosy argosy = Argosy.start("--gpus", IDS)) {
      argosy.awaitHost();
      Clients aws = argosy.clients();
      assertEquals(List.of("GPU-a", "GPU-b"), free(aws));
      Task task = aws.stopped(aws.run(definition()));
      Container model = container(task, "model");
      assertEquals(List.of("GPU-a", "GPU-b"), model.gpuIds());
      assertTrue(model.reason().contains("could not select device driver"), task.toString());
      assertEquals(List.of("GPU-a", "GPU-b"), free(aws), "given back");

      JsonNode made = Docker.inspect(model.runtimeId());
      JsonNode asked = made.at("/HostConfig/DeviceRequests/0");
      assertEquals("nvidia", asked.path("Driver").asString());
      assertEquals("[\"GPU-a\",\"GPU-b\"]", asked.path("DeviceIDs").toString());
      assertEquals("[[\"gpu\"]]", asked.path("Capabilities").toString());
      assertEquals(IDS, visible(made));

      Task plain = aws.running(aws.run(Definitions.of("plain", staying("web"))));
      String id = plain.containers().getFirst().runtimeId();
      assertEquals("void", Docker.inside(id, "echo $NVIDIA_VISIBLE_DEVICES"));
    }
  }

  /// The machine's own runtime under NVIDIA's name: containers run, and the engine keeps which.
  @Test
  void anEngineWithTheRuntimeRunsThemInIt() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root makes namespaces");
    try (var argosy = Argosy.prepare("--no-agent", "--listen", "0.0.0.0", "--plain-http");
        var cable = new CutCable();
        var engine = new OwnEngine(cable, "", "--add-runtime=nvidia=runc")) {
      argosy.up();
      Clients aws = argosy.clients();
      String endpoint = "http://" + CutCable.HERE + ":" + argosy.port();
      try (var _ =
          SeparateAgent.of(argosy, endpoint, cable.into(), engine.engine(), "--gpus", IDS)) {
        String definition = aws.register(definition());
        Task task = aws.running(aws.run(definition, 1)).getFirst();
        assertEquals(List.of("GPU-a", "GPU-b"), container(task, "model").gpuIds());
        assertEquals(List.of(), free(aws));
        JsonNode model = made(engine.engine(), container(task, "model"));
        assertEquals("nvidia", model.at("/HostConfig/Runtime").asString());
        assertEquals(IDS, visible(model));
        JsonNode web = made(engine.engine(), container(task, "web"));
        assertEquals("runc", web.at("/HostConfig/Runtime").asString());
        assertEquals("void", visible(web));

        RunTaskResponse none = aws.ecs().runTask(it -> it.taskDefinition(definition));
        assertEquals("RESOURCE:GPU", none.failures().getFirst().reason());
        aws.ecs().stopTask(it -> it.task(task.taskArn()));
        aws.stopped(task);
        assertEquals(List.of("GPU-a", "GPU-b"), free(aws));
      }
    }
  }

  private static JsonNode made(Engine engine, Container container) throws Exception {
    return engine.inspect(List.of(container.runtimeId())).getFirst();
  }

  private static Container container(Task task, String name) {
    return task.containers().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> free(Clients aws) {
    List<String> arns = aws.ecs().listContainerInstances().containerInstanceArns();
    ContainerInstance host =
        aws.ecs()
            .describeContainerInstances(it -> it.containerInstances(arns))
            .containerInstances()
            .getFirst();
    return host.remainingResources().stream()
        .filter(it -> it.name().equals("GPU"))
        .map(Resource::stringSetValue)
        .findFirst()
        .orElseThrow();
  }

  /// What a container finds in the environment.
  private static String visible(JsonNode container) {
    String name = "NVIDIA_VISIBLE_DEVICES=";
    return container
        .at("/Config/Env")
        .valueStream()
        .map(JsonNode::asString)
        .filter(it -> it.startsWith(name))
        .map(it -> it.substring(name.length()))
        .findFirst()
        .orElse("");
  }
}
