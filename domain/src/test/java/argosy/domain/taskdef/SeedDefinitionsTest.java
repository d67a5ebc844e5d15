package argosy.domain.taskdef;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.USER;
import static argosy.domain.Fixtures.accepted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.state.Picture;
import argosy.wire.shape.JsonShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// The definitions in `examples`, as they are.
class SeedDefinitionsTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @Test
  void theWebserverForFargateRegistersUnchanged() throws IOException {
    Definition definition = registered(EXAMPLES.resolve("seeds/webserver-fargate.json"));
    assertEquals("webserver", definition.arn().family());
    assertEquals(
        List.of(Compatibility.EC2, Compatibility.FARGATE), definition.spec().compatibilities());
    assertEquals(List.of(), NotRunYet.of(definition.spec()));
  }

  @Test
  void theServerApiRegistersUnchanged() throws IOException {
    Definition definition = registered(EXAMPLES.resolve("seeds/server-api.json"));
    assertEquals("server-api", definition.arn().family());
    assertEquals(List.of(), NotRunYet.of(definition.spec()));
  }

  @Test
  void everyOtherExampleRegistersAndRuns() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      examples = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertTrue(examples.size() > 5, examples.toString());
    for (Path example : examples) {
      assertEquals(List.of(), NotRunYet.of(registered(example).spec()), example.toString());
    }
  }

  private static Definition registered(Path file) throws IOException {
    var request = JsonShape.read(Files.readAllBytes(file), RegisterTaskDefinitionRequest.class);
    return accepted(RegisterDefinition.decide(Picture.EMPTY, CELL, request, USER, NOON)).reply();
  }
}
