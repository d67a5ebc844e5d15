package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;

/// Tasks of Fargate in another OCI runtime: one that notes its calls and is runc otherwise, on an
/// engine of its own that knows it.
class FargateRuntimeTest {
  private static final Duration SAID_WITHIN = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private String noting() throws Exception {
    Path script = folder.resolve("noting");
    Files.writeString(
        script, "#!/bin/sh\necho \"$*\" >>" + folder.resolve("calls") + "\nexec runc \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return "--add-runtime=noting=" + script;
  }

  private String calls() throws Exception {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readString(calls) : "";
  }

  /// As the joining runtime hands a container on, and as a pause container holds the network.
  @Test
  void tasksOfFargateAreRunByIt() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root makes namespaces");
    try (var argosy = Argosy.prepare("--no-agent", "--listen", "0.0.0.0", "--plain-http");
        var cable = new CutCable()) {
      argosy.up();
      String joining = "--add-runtime=argosy=/usr/local/libexec/argosy/runtime";
      try (var engine = new OwnEngine(cable, "", noting(), joining)) {
        JsonNode made = runOn(argosy, cable, engine);
        assertEquals("argosy", made.at("/HostConfig/Runtime").asString());
        assertEquals("noting", made.at("/Config/Labels/argosy.runtime").asString());
      }
      try (var engine = new OwnEngine(cable, "", noting())) {
        JsonNode made = runOn(argosy, cable, engine);
        assertEquals("noting", made.at("/HostConfig/Runtime").asString());
      }
    }
  }

  /// How the engine describes the container of a task of Fargate.
  private JsonNode runOn(Argosy argosy, CutCable cable, OwnEngine engine) throws Exception {
    String endpoint = "http://" + CutCable.HERE + ":" + argosy.port();
    try (var _ =
        SeparateAgent.of(
            argosy,
            endpoint,
            cable.into(),
            engine.engine(),
            "--attribute=argosy.pool=both",
            "--fargate-runtime=noting")) {
      Fargate fargate = Fargate.of(argosy);
      Clients aws = argosy.clients();
      assertTrue(attributes(aws).contains("argosy.runtime=noting"), attributes(aws)::toString);
      Task plain =
          aws.running(
              aws.run(Definitions.of("plain", Definitions.shell("main", Definitions.STAY))));
      String definition = fargate.register("isolated", Definitions.STAY);
      Task task = aws.running(fargate.run(definition, "FARGATE", 1).tasks()).getFirst();
      String id = task.containers().getFirst().runtimeId();
      assertTrue(calls().contains("create") && calls().contains(id), calls());
      assertFalse(calls().contains(plain.containers().getFirst().runtimeId()), calls());
      aws.stop(plain);
      aws.stop(task);
      return engine.engine().inspect(List.of(id)).getFirst();
    }
  }

  private static List<String> attributes(Clients aws) {
    List<String> arns = aws.ecs().listContainerInstances().containerInstanceArns();
    return aws
        .ecs()
        .describeContainerInstances(it -> it.containerInstances(arns))
        .containerInstances()
        .stream()
        .flatMap(host -> host.attributes().stream())
        .map((Attribute attribute) -> attribute.name() + "=" + attribute.value())
        .toList();
  }

  /// Rather no host than one that isolates less.
  @Test
  void anEngineThatLacksItMakesNoHost() throws Exception {
    try (Argosy argosy = Argosy.start("--fargate-runtime", "nowhere")) {
      Await.until(
          SAID_WITHIN,
          "the log says what is missing",
          () ->
              Files.readString(argosy.data().resolve("server.log"))
                  .contains("it has no runtime nowhere, by which tasks of Fargate are to be run"));
      assertFalse(argosy.clients().hasHost());
    }
  }
}
