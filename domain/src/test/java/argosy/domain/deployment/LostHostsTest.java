package argosy.domain.deployment;

import static argosy.domain.Fixtures.NOON;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.Deployment.State;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// The service `web` of two tasks on the hosts `i1` and `i2`, of which `i1` goes away.
class LostHostsTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private WebRig rig = rig(_ -> {}, 4_096);
  private Instant left = NOON;

  /// @param memoryMib of the host that stays; a task takes 128
  private static WebRig rig(Consumer<CreateServiceRequest.Builder> said, int memoryMib) {
    var rig =
        new WebRig(
            it -> it.desiredCount(2).applyMutation(said),
            anInstance().id("i1").build(),
            anInstance().id("i2").memory(memoryMib).build());
    rig.loseAfter(LIMIT);
    rig.settle();
    rig.wait(Duration.ofHours(1));
    return rig;
  }

  private static DeploymentConfiguration limits(int least, int most) {
    return DeploymentConfiguration.builder()
        .minimumHealthyPercent(least)
        .maximumPercent(most)
        .build();
  }

  private void leaves() {
    left = rig.now();
    rig.leaves("i1");
    var _ = rig.news();
  }

  private void isLost() {
    leaves();
    rig.wait(LIMIT);
    rig.passes();
  }

  private List<String> hosts() {
    return rig.alive().stream().map(Task::instance).map(InstanceArn::id).sorted().toList();
  }

  private List<Task> on(String host) {
    return rig.tasks().stream().filter(task -> task.instance().id().equals(host)).toList();
  }

  private String lost() {
    return "has tasks on lost hosts, which are to be replaced elsewhere: 1 on (container-instance"
        + " i1), whose agent has not been connected since "
        + left
        + ".";
  }

  /// What agents do that can be reached.
  private void work(String host) {
    for (Task task : on(host)) {
      rig.report(task, task.desired() == TaskStatus.STOPPED ? "STOPPED" : "RUNNING", null, null);
    }
    rig.wait(Observed.SETTLING);
    rig.passes();
  }

  @Test
  void beforeTheLimitNothingHappensAndAPassIsAskedForWhenItIsReached() {
    leaves();
    var pass = rig.pass();
    assertEquals(List.of(), pass.changes());
    assertEquals(Optional.of(left.plus(LIMIT)), pass.reply().again());
    rig.wait(LIMIT.minusMillis(1));
    assertEquals(List.of(), rig.pass().changes());
    rig.comesBack("i1");
    rig.wait(LIMIT);
    rig.passes();
    assertEquals(List.of("i1", "i2"), hosts());
    assertEquals(List.of(), rig.news());
  }

  @Test
  void withoutALimitAHostIsNeverLost() {
    rig.loseNever();
    leaves();
    rig.wait(Duration.ofDays(30));
    rig.passes();
    assertEquals(List.of("i1", "i2"), hosts());
  }

  @Test
  void tasksOnALostHostAreReplacedAndThenStopped() {
    isLost();
    assertEquals(List.of("i1", "i2", "i2"), hosts(), "the new one is started first");
    assertEquals(List.of(lost(), "has started 1 tasks: (task T)."), rig.news());
    work("i2");
    assertEquals(List.of("i2", "i2"), hosts());
    Task old = on("i1").getFirst();
    assertEquals(TaskStatus.STOPPING, old.last(), "nobody knows better");
    assertEquals(
        new Stop(
            StopCode.SERVICE_SCHEDULER_INITIATED,
            "Host lost: the agent of container-instance i1 has not been connected since "
                + left
                + "."),
        old.stop());
    assertEquals(
        List.of("has stopped 1 running tasks: (task T).", "has reached a steady state."),
        rig.news());
    rig.wait(Duration.ofHours(2));
    rig.passes();
    assertEquals(List.of(), rig.news(), "it is said once");
  }

  @Test
  void whatComesBackAfterwardsIsToldToStopAndIsNoFailure() {
    isLost();
    work("i2");
    rig.comesBack("i1");
    rig.passes();
    work("i1");
    assertEquals(List.of("i2", "i2"), hosts());
    assertEquals(List.of(), on("i1"));
    assertEquals(0, rig.primary().trial().failed());
    assertEquals(State.COMPLETED, rig.primary().state());
  }

  @Test
  void whoComesBackBeforeTheReplacementWorksKeepsItsTasks() {
    isLost();
    Task old = on("i1").getFirst();
    rig.comesBack("i1");
    rig.passes();
    assertEquals(List.of("i1", "i2"), hosts());
    assertEquals(old.arn(), on("i1").getFirst().arn());
  }

  @Test
  void withoutRoomElsewhereTheyAreKeptAndItIsSaid() {
    rig = rig(_ -> {}, 128);
    isLost();
    assertEquals(List.of("i1", "i2"), hosts());
    assertEquals(lost(), rig.news().getFirst());
    assertTrue(!rig.service().standing().complaint().isEmpty());
    rig.put(anInstance().id("i3").build());
    rig.passes();
    work("i3");
    assertEquals(List.of("i2", "i3"), hosts());
  }

  @Test
  void whereThereMayBeNoMoreTasksTheLostOneIsStoppedFirst() {
    rig = rig(it -> it.deploymentConfiguration(limits(0, 100)), 4_096);
    isLost();
    assertEquals(List.of("i2", "i2"), hosts());
    assertEquals(TaskStatus.STOPPED, on("i1").getFirst().desired());
  }

  @Test
  void protectionDoesNotHelp() {
    for (Task task : rig.tasks()) {
      rig.put(task.protectedUntil(rig.now().plus(Duration.ofDays(1))));
    }
    isLost();
    work("i2");
    assertEquals(List.of("i2", "i2"), hosts());
  }

  @Test
  void whatNeverStartedThereIsReplacedToo() {
    rig.update(it -> it.forceNewDeployment(true));
    rig.passes();
    assertEquals(2, on("i1").size());
    isLost();
    for (int round = 0; round < 5; round++) {
      work("i2");
    }
    assertEquals(List.of("i2", "i2"), hosts());
    assertEquals(State.COMPLETED, rig.primary().state());
    assertEquals(List.of(rig.primary()), rig.service().deployments(), "the old one is forgotten");
    assertEquals(2, on("i1").size());
  }

  @Test
  void ifNoHostCanBeReachedNoneIsLost() {
    rig.leaves("i2");
    isLost();
    assertEquals(List.of("i1", "i2"), hosts());
    assertEquals(List.of(), rig.news());
    rig.comesBack("i2");
    rig.wait(LIMIT.minusMillis(1));
    rig.passes();
    assertEquals(List.of(), rig.news(), "the others have their time from then on");
    rig.wait(Duration.ofMillis(1));
    left = rig.now().minus(LIMIT);
    rig.passes();
    assertEquals(lost(), rig.news().getFirst());
  }

  @Test
  void aHostThatDrainsIsNoPlaceForThem() {
    rig.put(anInstance().id("i2").status(InstanceStatus.DRAINING).build());
    isLost();
    assertEquals(List.of("i1", "i2"), hosts());
  }

  @Test
  void aDaemonsTasksAreLeft() {
    rig = rig(it -> it.desiredCount(null).schedulingStrategy(SchedulingStrategy.DAEMON), 4_096);
    isLost();
    assertEquals(List.of("i1", "i2"), hosts());
  }

  @Test
  void aServiceThatGoesWaitsForTheHost() {
    isLost();
    work("i2");
    rig.delete();
    rig.passes();
    work("i2");
    assertTrue(rig.service().lives());
    rig.comesBack("i1");
    work("i1");
    assertTrue(!rig.service().lives());
  }

  @Test
  void ofManyHostsSomeAreNamed() {
    var hosts = new Instance[12];
    for (int number = 0; number < hosts.length; number++) {
      hosts[number] = anInstance().id("h" + (10 + number)).build();
    }
    rig = new WebRig(it -> it.desiredCount(12), hosts);
    rig.loseAfter(LIMIT);
    rig.settle();
    for (int number = 1; number < hosts.length; number++) {
      rig.leaves("h" + (10 + number));
    }
    var _ = rig.news();
    rig.wait(LIMIT);
    rig.passes();
    String told = rig.news().getFirst();
    assertTrue(told.contains("1 on (container-instance h11)"), told);
    assertTrue(told.endsWith("; and on 1 more."), told);
  }
}
