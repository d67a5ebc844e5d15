package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.Task;

/// The server is killed at any moment, while users start and stop tasks and containers die: one
/// round, and twenty where the long proofs are asked for. The moment comes from the seed.
class KillRoundsTest {
  private static final Duration TRUE_MAX = Duration.ofSeconds(10);
  private static final int ROUNDS = Boolean.getBoolean("argosy.long") ? 20 : 1;

  private final Set<String> started = new ConcurrentSkipListSet<>();
  private final Set<String> stopped = new ConcurrentSkipListSet<>();

  @Test
  void atAnyMomentTheServerMayBeKilled() throws Exception {
    long first = Long.getLong("seed", 1);
    try (Argosy argosy = Argosy.start()) {
      argosy.awaitHost();
      for (long seed = first; seed < first + ROUNDS; seed++) {
        try {
          round(argosy, new SplittableRandom(seed));
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("rerun with -Dseed=" + seed + "\n" + argosy.log(), e);
        }
      }
    }
  }

  private void round(Argosy argosy, SplittableRandom random) throws Exception {
    started.clear();
    stopped.clear();
    Clients aws = argosy.clients();
    String definition = aws.register(Definitions.of("round", Definitions.webserver(0)));
    Thread user = Thread.ofVirtual().start(() -> use(aws, definition, random.split()));
    int wanted = 1 + random.nextInt(8);
    Await.until(
        Duration.ofSeconds(30), wanted + " tasks are asked for", () -> started.size() >= wanted);
    argosy.crash();
    user.join();
    List<String> running = List.copyOf(Docker.starts(argosy.containers()).keySet());
    if (!running.isEmpty()) {
      Docker.run("kill", running.get(random.nextInt(running.size())));
    }
    argosy.up();
    Await.until(TRUE_MAX, "what the API says is true", () -> isTrue(argosy));
    assertEquals(Set.of(), missing(aws), "acknowledged and lost");
    aws.stopAll();
  }

  /// Starts tasks, and stops some of them, until the server is gone.
  private void use(Clients aws, String definition, SplittableRandom random) {
    while (true) {
      try {
        for (Task task :
            aws.run(it -> it.taskDefinition(definition).count(1 + random.nextInt(2)))) {
          started.add(task.taskArn());
          if (random.nextInt(3) == 0) {
            aws.ecs().stopTask(it -> it.task(task.taskArn()));
            stopped.add(task.taskArn());
          }
        }
      } catch (SdkClientException e) {
        return;
      }
    }
  }

  /// Each task that runs has its one running container, each other has none, and what was to stop
  /// has stopped.
  private boolean isTrue(Argosy argosy) throws Exception {
    List<Task> tasks = argosy.clients().describe(List.copyOf(started));
    if (!tasks.stream().allMatch(task -> isSettled(task))) {
      return false;
    }
    var unstopped = argosy.clients().ecs().listTasks().taskArns();
    var runtimes = new HashSet<String>();
    for (Task task : argosy.clients().describe(unstopped)) {
      runtimes.add(String.valueOf(task.containers().getFirst().runtimeId()));
    }
    return runtimes.equals(Docker.starts(argosy.containers()).keySet());
  }

  private boolean isSettled(Task task) {
    return stopped.contains(task.taskArn())
        ? task.lastStatus().equals("STOPPED")
        : Set.of("RUNNING", "STOPPED").contains(task.lastStatus());
  }

  private Set<String> missing(Clients aws) {
    Set<String> missing = new HashSet<>(started);
    aws.describe(List.copyOf(started)).forEach(task -> missing.remove(task.taskArn()));
    return missing;
  }
}
