package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Task;

/// `argosy run FILE --service`, as a person at a terminal uses it.
@ExtendWith(SharedArgosy.class)
class RunServiceTest {
  private static final String SHOP =
      """
      {"family": "shop", "containerDefinitions": [
        {"name": "web", "image": "argosy/webserver:1", "memory": 16, "stopTimeout": 2,
         "portMappings": [{"containerPort": 80, "hostPort": 0}]%s}]}
      """;

  private static final String CRASHES = ", \"command\": [\"sh\", \"-c\", \"exit 5\"]";

  @TempDir private Path folder;

  private final Argosy argosy;
  private final Services services;

  RunServiceTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.services = new Services(aws);
  }

  @AfterEach
  void clear() {
    services.clear();
  }

  @Test
  void itIsMadeRolledAndGoesBack() throws Exception {
    String shop = file("");
    Ran made = argosy.run("run", shop, "--service", "--count", "2", "--name", "corner").well();
    assertTrue(made.out().contains("Made service corner: 2 tasks of shop:"), made.out());
    assertTrue(made.out().contains("(service corner) has started 2 tasks: (task "), made.out());
    assertTrue(made.out().contains("  2 desired, 0 pending, 2 running, 0 failed"), made.out());
    assertTrue(made.out().contains(" is complete."), made.out());
    List<Task> tasks = services.tasks("corner");
    assertEquals(2, tasks.size());
    for (Task task : tasks) {
      int port = task.containers().getFirst().networkBindings().getFirst().hostPort();
      String line = Services.id(task) + " answers at http://127.0.0.1:" + port;
      assertTrue(made.lines().contains(line), made.out());
    }
    Ran listed = argosy.run("ps").well();
    assertTrue(
        listed.out().contains(Services.id(tasks.getFirst()) + "  corner   shop:"), listed.out());

    Set<String> before = services.containers("corner");
    Ran rolled = argosy.run("run", shop, "--service", "--name", "corner").well();
    assertTrue(rolled.out().contains("Rolling service corner to 2 tasks of shop:"), rolled.out());
    assertTrue(services.containers("corner").stream().noneMatch(before::contains));

    Ran failed = argosy.run("run", file(CRASHES), "--service", "--name", "corner");
    assertEquals(1, failed.exitCode(), failed.out());
    String last = failed.lines().getLast();
    assertTrue(
        last.matches(
            "ecs-svc/\\d+ failed, and shop:\\d+ is back: .*tasks failed to start\\. .*task"
                + " [0-9a-f]{32}: Essential container in task exited \\(container web, exit code"
                + " 5\\)"),
        last);
    assertEquals(2, services.containers("corner").size());
  }

  @Test
  void aServiceThatNeverWorkedEndsWithTheReason() throws Exception {
    Ran failed = argosy.run("run", file(CRASHES), "--service");
    assertEquals(1, failed.exitCode(), failed.out());
    assertTrue(
        failed.lines().getLast().contains("failed: ECS deployment circuit breaker: tasks failed"),
        failed.out());
  }

  @Test
  void whatIsForTasksAloneIsRefused() throws Exception {
    Ran refused = argosy.run("run", file(""), "--service", "--env", "A=b");
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("are for tasks"), refused.err());
    Ran named = argosy.run("run", file(""), "--name", "corner");
    assertTrue(named.err().contains("goes with --service"), named.err());
  }

  private String file(String more) throws Exception {
    return Files.writeString(folder.resolve("shop.json"), SHOP.formatted(more)).toString();
  }
}
