package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the world is to be told of real tasks, as a backup shows it: nothing publishes it yet.
class EventsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;

  @Test
  void eachStepOfATaskIsAnEventAndNoneIsLostWithTheServer() throws Exception {
    try (Argosy argosy = Argosy.start()) {
      argosy.awaitHost();
      Clients aws = argosy.clients();
      Task task =
          aws.running(aws.run(Definitions.of("told", Definitions.shell("told", Definitions.STAY))));
      argosy.crash();
      argosy.up();
      argosy.awaitHost();
      aws.stop(task);
      List<JsonNode> events = events(argosy);
      assertEquals(
          LongStream.range(0, events.size()).boxed().toList(),
          events.stream().map(event -> event.path("number").asLong()).toList());
      assertEquals(
          List.of("PENDING RUNNING", "RUNNING RUNNING", "STOPPING STOPPED", "STOPPED STOPPED"),
          events.stream()
              .map(event -> event.path("task"))
              .filter(its -> its.path("arn").asString("").equals(task.taskArn()))
              .map(its -> its.path("last").asString() + " " + its.path("desired").asString())
              .distinct()
              .toList());
    }
  }

  private List<JsonNode> events(Argosy argosy) throws Exception {
    Path backup = folder.resolve("backup");
    argosy.run("backup", backup.toString()).well();
    return Files.readAllLines(backup).stream()
        .map(line -> JSON.readTree(line).path("document"))
        .filter(document -> document.path("kind").asString("").equals("ecs-event"))
        .map(document -> JSON.readTree(document.path("body").asString()))
        .toList();
  }
}
