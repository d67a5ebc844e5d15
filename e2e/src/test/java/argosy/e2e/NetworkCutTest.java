package argosy.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Task;

/// The network between an agent and its server is gone for a minute (twenty seconds unless the long
/// proofs are asked for): no container notices, nothing runs twice, and ten seconds after it is
/// back everything that is said is true.
class NetworkCutTest {
  private static final Duration CUT =
      Duration.ofSeconds(Boolean.getBoolean("argosy.long") ? 60 : 20);

  @Test
  void aMinuteWithoutNetworkHarmsNobody() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root makes namespaces");
    try (var cable = new CutCable();
        Argosy argosy = Argosy.prepare("--no-agent", "--listen", "0.0.0.0", "--plain-http")) {
      argosy.up();
      String endpoint = "http://" + CutCable.HERE + ":" + argosy.port();
      try (SeparateAgent agent =
          SeparateAgent.of(argosy, endpoint, cable.into(), Engine.MACHINES)) {
        cutAndMend(cable, argosy.clients(), agent);
      }
    }
  }

  private static void cutAndMend(CutCable cable, Clients aws, SeparateAgent agent)
      throws Exception {
    String definition = aws.register(Definitions.of("cut-off", Definitions.webserver(0)));
    List<Task> running = aws.running(aws.run(it -> it.taskDefinition(definition).count(6)));
    var unharmed = new Unharmed(aws, agent);
    Map<String, String> starts = unharmed.starts();
    assertEquals(6, starts.size());

    cable.cut();
    var over = new CountDownLatch(1);
    Task killed = running.get(0);
    Task unwanted = running.get(1);
    Docker.run("kill", id(killed)).well();
    aws.ecs().stopTask(it -> it.task(unwanted.taskArn()));
    boolean _ = over.await(CUT.toMillis(), TimeUnit.MILLISECONDS);
    assertEquals("RUNNING", aws.describe(killed).lastStatus(), "nobody can have told");
    cable.mend();
    unharmed.becomesTrue();
    var untouched = new TreeMap<>(starts);
    untouched.remove(id(killed));
    untouched.remove(id(unwanted));
    assertEquals(untouched, unharmed.starts());
    assertEquals("STOPPED", aws.describe(killed).lastStatus());
    assertEquals("STOPPED", aws.describe(unwanted).lastStatus());
    assertTrue(aws.hasHost());
    Task fresh = aws.running(aws.run(it -> it.taskDefinition(definition))).getFirst();
    assertEquals("RUNNING", fresh.lastStatus());
    unharmed.leavesNothing();
  }

  private static String id(Task task) {
    return task.containers().getFirst().runtimeId();
  }
}
