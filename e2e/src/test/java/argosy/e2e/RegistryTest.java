package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// Images of a registry that asks who is there, with an Argosy that pulls for every task.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryTest {
  private static final String SECRET = "open-sesame";

  private final Path config;
  private final Argosy argosy;
  private final TestRegistry registry;

  RegistryTest(@TempDir Path folder) throws Exception {
    config = folder.resolve("config.json");
    Files.writeString(config, "{}");
    argosy =
        Argosy.prepare("--image-pull-behavior", "always", "--docker-config", config.toString());
    registry = TestRegistry.start("ann", SECRET);
  }

  @BeforeAll
  void join() throws Exception {
    argosy.up();
    argosy.awaitHost();
  }

  @AfterEach
  void forgetImage() throws Exception {
    aws().stopAll();
    Docker.remove(argosy.containers());
    Docker.run("rmi", image(":1"), image("@" + registry.digest()));
  }

  @AfterAll
  void close() throws IOException {
    registry.close();
    argosy.close();
  }

  @Test
  void anImageIsPulledByTagAndByDigestByWhoeverIsLoggedIn() throws Exception {
    logIn(SECRET);
    for (String reference :
        new String[] {":1", "@" + registry.digest(), ":1@" + registry.digest()}) {
      Task task = aws().running(aws().run(definition(image(reference))));
      Container web = task.containers().getFirst();
      assertEquals(registry.digest(), web.imageDigest(), reference);
      assertEquals("here", Docker.inside(web.runtimeId(), "echo here"));
      aws().stop(task);
    }
  }

  @Test
  void aRegistryThatBreaksDownTwiceIsAskedAThirdTime() throws Exception {
    logIn(SECRET);
    registry.manifestsAsked();
    registry.breakDown(2);
    aws().running(aws().run(definition(image(":1"))));
    assertTrue(registry.manifestsAsked() >= 3, "twice in vain");
    registry.breakDown(Integer.MAX_VALUE);
    String reason = refusal();
    registry.breakDown(0);
    assertTrue(reason.contains("tried 3 time(s)"), reason);
    assertTrue(reason.contains("500"), reason);
  }

  @Test
  void whoIsRefusedLearnsByWhomAndWithWhat() throws Exception {
    logIn("close-sesame");
    registry.manifestsAsked();
    String wrong = refusal();
    assertTrue(wrong.startsWith("CannotPullContainerError: pull of " + image(":1")), wrong);
    assertTrue(wrong.contains("from " + registry.name() + " has been tried 1 time(s) on "), wrong);
    assertTrue(wrong.contains(", with credentials from " + config + ": "), wrong);
    assertFalse(wrong.contains("close-sesame"), "no secret is told");
    Files.writeString(config, "{\"auths\":{\"other.example\":{\"auth\":\"YTpi\"}}}");
    String none = refusal();
    assertTrue(
        none.contains("without credentials: " + config + " has none for " + registry.name()), none);
    assertEquals(0, registry.manifestsAsked(), "nobody was let in");
    logIn(SECRET); // and now it goes without a restart
    aws().running(aws().run(definition(image(":1"))));
    assertNotEquals(0, registry.manifestsAsked());
    assertFalse(argosy.log().contains(SECRET), "no secret is logged");
  }

  /// A tag that moves in the midst of a deployment means nothing to it; the next one follows it.
  @Test
  void allTasksOfADeploymentHaveTheImageOfTheFirst() throws Exception {
    logIn(SECRET);
    var services = new Services(aws());
    var app = Definitions.small("app", image(":1"));
    services.create("pinned", 1, app.entryPoint("sh", "-c").command(Definitions.STAY), it -> {});
    services.complete("pinned");
    String before = registry.digest();
    registry.moveTag();
    services.scale("pinned", 2);
    services.complete("pinned");
    assertEquals(List.of(before, before), digests(services));
    for (String container : services.containers("pinned")) {
      String name = Docker.inspect(container).at("/Config/Image").asString();
      assertTrue(name.startsWith(image(":1")), name);
    }
    aws().ecs().updateService(it -> it.service("pinned").forceNewDeployment(true));
    services.complete("pinned");
    assertEquals(List.of(registry.digest(), registry.digest()), digests(services));
    services.clear();
    Docker.remove(argosy.containers());
    Docker.run("rmi", image("@" + before));
  }

  private static List<String> digests(Services services) {
    return services.tasks("pinned").stream()
        .map(task -> task.containers().getFirst().imageDigest())
        .toList();
  }

  private String refusal() throws Exception {
    Task task = aws().stopped(aws().run(definition(image(":1"))));
    return task.containers().getFirst().reason();
  }

  private Clients aws() throws Exception {
    return argosy.clients();
  }

  private void logIn(String password) throws IOException {
    String auth = TestRegistry.basic("ann", password);
    Files.writeString(
        config, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.name(), auth));
  }

  private String image(String reference) {
    return registry.name() + "/tools/box" + reference;
  }

  private static RegisterTaskDefinitionRequest definition(String image) {
    return Definitions.of("private", Definitions.shell("web", Definitions.STAY).image(image));
  }
}
