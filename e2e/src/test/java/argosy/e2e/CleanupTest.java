package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// What an Argosy that tidies up every second takes away of stopped tasks, and what it leaves.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CleanupTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /// Some looks, so that whatever would go has gone.
  private static final Duration LOOKS = Duration.ofSeconds(5);

  private final Argosy argosy;
  private final TestRegistry registry;

  CleanupTest(@TempDir Path folder) throws Exception {
    Path config = folder.resolve("config.json");
    argosy =
        Argosy.prepare(
            "--docker-config",
            config.toString(),
            "--task-cleanup-wait",
            "1s",
            "--image-cleanup-every",
            "1s",
            "--image-cleanup-age",
            "1s");
    registry = TestRegistry.start("ann", "sesame");
    Files.writeString(
        config,
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
            .formatted(registry.name(), TestRegistry.basic("ann", "sesame")));
  }

  @BeforeAll
  void join() throws Exception {
    argosy.up();
    argosy.awaitHost();
  }

  @AfterEach
  void forget() throws Exception {
    argosy.clients().stopAll();
    Docker.run("rmi", "--force", image("box"), image("mine"));
  }

  @AfterAll
  void close() throws IOException {
    registry.close();
    argosy.close();
  }

  @Test
  void containersAndImagesThatWerePulledGoAndAllElseStays() throws Exception {
    Clients aws = argosy.clients();
    Task local = aws.running(aws.run(definition("argosy/toolbox:1")));
    Task pulled = aws.running(aws.run(definition(image("box"))));
    Docker.run("tag", "argosy/toolbox:1", image("mine")).well();
    Task mine = aws.running(aws.run(definition(image("mine"))));
    stays(image("box"), "a container has it");
    for (Task task : new Task[] {local, pulled, mine}) {
      aws.stop(task);
      String id = task.containers().getFirst().runtimeId();
      Await.until(SOON, "the container goes", () -> !Docker.exists(id));
    }
    Await.until(SOON, "the image that was pulled goes", () -> !isHere(image("box")));
    stays("argosy/toolbox:1", "it was built here");
    assertTrue(isHere(image("mine")), "it was here before");
    assertTrue(argosy.log().contains("image=" + image("box") + " unused since "), "and it is told");
  }

  @Test
  void anotherAgentGoesOnAndWhatSomebodyUsesStays() throws Exception {
    Clients aws = argosy.clients();
    Task task = aws.running(aws.run(definition(image("box"))));
    String own = Docker.run("create", image("box"), "true").well().out().strip();
    aws.stop(task);
    stays(image("box"), "somebody's own container has it");
    argosy.crash();
    argosy.up();
    stays(image("box"), "that is so for the next agent too");
    Docker.run("rm", own).well();
    Await.until(SOON, "the image goes", () -> !isHere(image("box")));
    aws.running(aws.run(definition(image("box"))));
    assertTrue(isHere(image("box")), "it can be had again");
  }

  private static void stays(String image, String why) throws Exception {
    long end = System.nanoTime() + LOOKS.toNanos();
    Await.until(
        LOOKS.plusSeconds(1),
        "some looks",
        () -> {
          assertTrue(isHere(image), image + ": " + why);
          return System.nanoTime() > end;
        });
  }

  private static boolean isHere(String image) throws Exception {
    Ran asked = Docker.run("image", "inspect", image);
    assertFalse(asked.exitCode() != 0 && !asked.err().contains("No such image"), asked.err());
    return asked.exitCode() == 0;
  }

  private String image(String name) {
    return registry.name() + "/tools/" + name + ":1";
  }

  private static RegisterTaskDefinitionRequest definition(String image) {
    return Definitions.of("tidy", Definitions.shell("web", Definitions.STAY).image(image));
  }
}
