package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Task;

/// The launcher's verbs about tasks, as a person at a terminal uses them.
@ExtendWith(SharedArgosy.class)
class VerbsTest {
  private static final String TALKER =
      """
      {"family": "talker", "containerDefinitions": [
        {"name": "one", "image": "argosy/toolbox:1", "memory": 16, "essential": true,
         "dependsOn": [{"containerName": "two", "condition": "COMPLETE"}],
         "command": ["sh", "-c", "echo said $WHO; echo complained >&2; exit 3"]},
        {"name": "two", "image": "argosy/toolbox:1", "memory": 16, "essential": false,
         "command": ["echo", "also this"]}]}
      """;

  private final Argosy argosy;
  private final Clients aws;

  VerbsTest(Argosy argosy, Clients aws) {
    this.argosy = argosy;
    this.aws = aws;
  }

  @Test
  void psSaysWhereTasksAnswer() throws Exception {
    Task task = aws.running(aws.run(Definitions.of("listed", Definitions.webserver(0))));
    String line = line(argosy.run("ps").well(), id(task));
    assertTrue(line.contains(" listed:1 "), line);
    assertTrue(line.contains(" RUNNING "), line);
    int port = task.containers().getFirst().networkBindings().getFirst().hostPort();
    assertTrue(line.endsWith("http://127.0.0.1:" + port), line);
  }

  @Test
  void stopWaitsAndSaysHowTheContainersEnded() throws Exception {
    Task task = aws.running(aws.run(Definitions.of("halted", Definitions.webserver(0))));
    Ran stopped = argosy.run("stop", id(task).substring(0, 12), "--reason", "lunch").well();
    assertEquals(id(task) + " stopped: lunch", stopped.lines().getFirst());
    assertTrue(stopped.lines().get(1).contains("ended with exit code 0"), stopped.toString());
    assertFalse(argosy.run("ps").well().out().contains(id(task)));
    assertTrue(line(argosy.run("ps", "--all").well(), id(task)).endsWith("lunch"));
    Ran again = argosy.run("stop", "0000");
    assertNotEquals(0, again.exitCode());
    assertTrue(again.err().contains("remembers no task 0000"), again.toString());
  }

  @Test
  void runFollowsToTheEndAndEndsAsTheTaskDid(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("talker.json"), TALKER);
    Ran ran = argosy.run("run", file.toString(), "--follow", "--env", "WHO=me");
    assertEquals(1, ran.exitCode(), ran::toString);
    for (String line :
        List.of(
            "one | said me",
            "one | complained",
            "two | also this",
            "  one ended with exit code 3")) {
      assertTrue(ran.lines().contains(line), () -> line + " is not in " + ran);
    }
  }

  @Test
  void runTakesAnotherCommand(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("talker.json"), TALKER);
    Ran ran =
        argosy.run("run", file.toString(), "--follow", "--command", "[\"echo\", \"two words\"]");
    assertEquals(0, ran.exitCode(), ran::toString);
    assertTrue(ran.lines().contains("one | two words"), ran::toString);
  }

  private static String line(Ran listed, String id) {
    return listed.lines().stream().filter(l -> l.startsWith(id)).findFirst().orElseThrow();
  }

  private static String id(Task task) {
    return task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1);
  }
}
