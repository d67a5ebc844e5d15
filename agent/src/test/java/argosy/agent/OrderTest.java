package argosy.agent;

import static argosy.agent.Payloads.checked;
import static argosy.agent.Payloads.container;
import static argosy.agent.Payloads.restarted;
import static argosy.agent.Payloads.stopped;
import static argosy.agent.Payloads.task;
import static argosy.agent.Payloads.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.agent.runtime.Container.Health;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Dependency;
import argosy.wire.acs.PayloadTask.RestartPolicy;
import argosy.wire.tcs.TcsFrame;
import argosy.wire.tcs.TcsMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Containers that wait for each other, that are healthy or not, and that are started again.
final class OrderTest {
  private static final Dependency HEALTHY_DB = new Dependency("db", "HEALTHY");
  private final AgentRig rig = new AgentRig();

  private void health(String name, Health found) {
    rig.runtime.health(rig.container(name).id(), found);
    rig.loop.settle();
  }

  private void exit(String name, int code) {
    rig.runtime.exit(rig.container(name).id(), code);
    rig.loop.settle();
  }

  private String lastReason() {
    return rig.plane.reports.getLast().reason();
  }

  /// `task container=HEALTH` of the newest report of health.
  private String toldHealth() {
    return rig.plane.tcs().heard.stream()
        .map(TcsFrame::decode)
        .filter(TcsMessage.PublishHealthRequest.class::isInstance)
        .map(TcsMessage.PublishHealthRequest.class::cast)
        .reduce((_, last) -> last)
        .map(told -> {
          var task = told.tasks().getFirst();
          var container = task.containers().getFirst();
          return task.taskArn() + " " + container.containerName() + "=" + container.healthStatus();
        })
        .orElse("");
  }

  @Test
  void aContainerStartsWhenTheOneThatItNeedsIsHealthy() {
    rig.start()
        .place(task("t1", waiting(container("web"), HEALTHY_DB), checked(container("db"), null)));
    assertEquals(List.of("db"), rig.running());
    health("db", Health.UNHEALTHY);
    assertEquals(List.of("db"), rig.running());
    assertEquals(List.of(), rig.plane.statuses());
    health("db", Health.HEALTHY);
    assertEquals(List.of("web", "db"), rig.running());
    assertEquals(List.of("RUNNING"), rig.plane.statuses());
    assertEquals(Payloads.arn("t1") + " db=HEALTHY", toldHealth());
    health("db", Health.UNHEALTHY);
    assertEquals(Payloads.arn("t1") + " db=UNHEALTHY", toldHealth());
    assertEquals(List.of("RUNNING"), rig.plane.statuses());
  }

  @Test
  void healthIsToldEveryTwentySeconds() {
    rig.start().place(task("t1", checked(container("db"), null)));
    int before = rig.plane.tcs().heard.size();
    rig.loop.pass(Duration.ofSeconds(21));
    List<String> heard = rig.plane.tcs().heard;
    assertEquals(before + 2, heard.size(), heard::toString);
    assertEquals(Payloads.arn("t1") + " db=UNKNOWN", toldHealth());
  }

  @Test
  void aStartTimeoutEndsTheWaitAndTheTask() {
    rig.start()
        .place(task("t1", waiting(container("web"), HEALTHY_DB), checked(container("db"), 60)));
    rig.loop.pass(Duration.ofSeconds(59));
    assertEquals(List.of("db"), rig.running());
    rig.loop.pass(Duration.ofSeconds(2));
    assertEquals(List.of(), rig.running());
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(
        "Container dependency not met: 'web' waits for 'db' to reach HEALTHY, but 'db' didn't"
            + " within its startTimeout of 60 seconds.",
        lastReason());
  }

  @Test
  void aStartTimeoutThatIsMetHarmsNobody() {
    rig.start()
        .place(task("t1", waiting(container("web"), HEALTHY_DB), checked(container("db"), 60)));
    health("db", Health.HEALTHY);
    rig.loop.pass(Duration.ofSeconds(70));
    assertEquals(List.of("web", "db"), rig.running());
  }

  @Test
  void aContainerStartsAfterOneThatSucceeded() {
    PayloadTask task =
        task(
            "t1",
            waiting(container("web"), new Dependency("init", "SUCCESS")),
            container("init", false));
    rig.start().place(task);
    assertEquals(List.of("init"), rig.running());
    exit("init", 0);
    assertEquals(List.of("web"), rig.running());
    assertEquals(List.of("RUNNING"), rig.plane.statuses());
  }

  @Test
  void oneThatFailedEndsTheTaskWithBothNames() {
    rig.start()
        .place(
            task(
                "t1",
                waiting(container("web"), new Dependency("init", "SUCCESS")),
                container("init", false)));
    exit("init", 3);
    assertEquals(List.of("STOPPED"), rig.plane.statuses());
    assertEquals(
        "Container dependency not met: 'web' waits for 'init' to reach SUCCESS, but 'init' ended"
            + " with exit code 3.",
        lastReason());
  }

  @Test
  void anAgentThatRestartsWaitsOn() {
    rig.start()
        .place(task("t1", waiting(container("web"), HEALTHY_DB), checked(container("db"), null)));
    rig.restart();
    assertEquals(List.of("db"), rig.running());
    health("db", Health.HEALTHY);
    assertEquals(List.of("web", "db"), rig.running());
  }

  @Test
  void dependenciesThatMakeNoSenseAreRefused() {
    for (Dependency dependency :
        List.of(HEALTHY_DB, new Dependency("nobody", "START"), new Dependency("db", "NONSENSE"))) {
      AgentRig other = new AgentRig().start();
      other.place(task("t1", waiting(container("web"), dependency), container("db")));
      assertEquals(List.of("STOPPED"), other.plane.statuses(), dependency.toString());
      assertEquals(
          "Task dependencies cannot be resolved, taskArn: " + Payloads.arn("t1"),
          other.plane.reports.getLast().reason());
    }
  }

  @Test
  void aContainerWithARestartPolicyIsStartedAgainAndNobodyIsTold() {
    PayloadTask task =
        task("t1", restarted(container("web"), new RestartPolicy(true, List.of(0), 60)));
    rig.start().place(task);
    String id = rig.container("web").id();
    for (int i = 0; i < 3; i++) {
      rig.loop.pass(Duration.ofSeconds(61));
      exit("web", 1);
      assertEquals(List.of("web"), rig.running());
    }
    assertEquals(id, rig.container("web").id());
    assertEquals(List.of("RUNNING"), rig.plane.statuses());
    rig.place(stopped(task));
    assertEquals(List.of("RUNNING", "STOPPED"), rig.plane.statuses());
  }

  @Test
  void oneThatEndsTooSoonOrAsItMayStaysStopped() {
    RestartPolicy policy = new RestartPolicy(true, List.of(0), 60);
    rig.start().place(task("t1", restarted(container("web"), policy)));
    rig.loop.pass(Duration.ofSeconds(59));
    exit("web", 1);
    assertEquals(List.of("RUNNING", "STOPPED"), rig.plane.statuses());
    rig.place(task("t2", restarted(container("fine"), policy)));
    rig.loop.pass(Duration.ofSeconds(61));
    exit("fine", 0);
    assertEquals(List.of("RUNNING", "STOPPED", "RUNNING", "STOPPED"), rig.plane.statuses());
    rig.place(task("t3", restarted(container("off"), new RestartPolicy(false, List.of(), null))));
    rig.loop.pass(Duration.ofSeconds(301));
    exit("off", 1);
    assertEquals("STOPPED", rig.plane.statuses().getLast());
  }

  @Test
  void anAgentThatWasAwayStartsAgainWhatEndedMeanwhile() {
    rig.start()
        .place(task("t1", restarted(container("web"), new RestartPolicy(true, List.of(), null))));
    rig.loop.pass(Duration.ofSeconds(301));
    rig.agent.close();
    rig.loop.settle();
    exit("web", 1);
    rig.restart();
    assertEquals(List.of("web"), rig.running());
    assertTrue(rig.plane.statuses().stream().noneMatch("STOPPED"::equals));
  }
}
