package argosy.domain.deployment;

import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.error.EcsError;
import argosy.domain.service.CreateTaskSet;
import argosy.domain.service.DeleteService;
import argosy.domain.service.Revision;
import argosy.domain.service.ServiceStatus;
import argosy.domain.service.TaskSet;
import argosy.domain.service.TaskSets;
import argosy.domain.state.Outcome;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;

/// A service whose tasks somebody outside replaces, and what its task sets have.
class TaskSetsTest {
  private final SplittableRandom random = new SplittableRandom(3);
  private final WebRig rig = new WebRig(TaskSetsTest::outside, anInstance().build());

  private static void outside(CreateServiceRequest.Builder said) {
    said.taskDefinition(null)
        .desiredCount(3)
        .deploymentController(c -> c.type(DeploymentControllerType.EXTERNAL));
  }

  private static Scale percent(double value) {
    return Scale.builder().value(value).unit(ScaleUnit.PERCENT).build();
  }

  private Outcome<TaskSet> ask(Consumer<CreateTaskSetRequest.Builder> said) {
    var request = CreateTaskSetRequest.builder().service("web").taskDefinition("web:1");
    said.accept(request);
    return CreateTaskSet.decide(
        rig.picture(), rig.service().arn(), request.build(), rig.now(), random);
  }

  private TaskSet make(Consumer<CreateTaskSetRequest.Builder> said) {
    Outcome<TaskSet> outcome = ask(said);
    rig.decided(outcome);
    return accepted(outcome).reply();
  }

  private TaskSet now(TaskSet set) {
    return rig.picture().find(TaskSet.key(set.arn())).orElseThrow();
  }

  private List<Task> alive(TaskSet set) {
    return rig.alive().stream()
        .filter(task -> set.spec().id().equals(task.launch().startedBy()))
        .toList();
  }

  private void scale(TaskSet set, double percent) {
    rig.decided(TaskSets.scale(rig.picture(), set.arn(), percent(percent), rig.now()));
  }

  private void delete(TaskSet set, boolean force) {
    rig.decided(TaskSets.delete(rig.picture(), set.arn(), force, rig.now()));
  }

  @Test
  void withoutTaskSetsNothingRuns() {
    rig.settle();
    assertEquals(List.of(), rig.tasks());
  }

  @Test
  void eachHasItsShareRoundedUp() {
    TaskSet blue = make(said -> {});
    TaskSet green = make(said -> said.taskDefinition("web:2").scale(percent(10)));
    rig.settle();
    assertEquals(3, alive(blue).size());
    assertEquals(1, alive(green).size());
    assertEquals(2, alive(green).getFirst().definition().revision());
    assertEquals(StabilityStatus.STEADY_STATE, now(green).spec().stabilityStatus());
    assertTrue(rig.news().contains("has reached a steady state."));
    scale(green, 100);
    assertEquals(StabilityStatus.STABILIZING, now(green).spec().stabilityStatus());
    scale(blue, 0);
    rig.settle();
    assertEquals(0, alive(blue).size());
    assertEquals(3, alive(green).size());
    assertEquals(StabilityStatus.STEADY_STATE, now(blue).spec().stabilityStatus());
  }

  @Test
  void aShareIsOfDecimals() {
    TaskSet set = make(said -> said.scale(percent(1.1)));
    rig.update(said -> said.desiredCount(1_000));
    assertEquals(11, now(set).desired(rig.service()));
    rig.update(said -> said.desiredCount(1_001));
    assertEquals(12, now(set).desired(rig.service()));
  }

  @Test
  void aTaskThatEndsIsReplacedInItsSet() {
    TaskSet blue = make(said -> {});
    TaskSet green = make(said -> said.taskDefinition("web:2").scale(percent(50)));
    rig.settle();
    rig.exits(alive(green).getFirst(), 1);
    rig.settle();
    assertEquals(3, alive(blue).size());
    assertEquals(2, alive(green).size());
  }

  @Test
  void whatALostHostHadIsReplacedInItsSet() {
    rig.loseAfter(Duration.ofMinutes(5));
    TaskSet blue = make(said -> {});
    rig.settle();
    rig.put(anInstance().id("i2").build());
    rig.leaves("i1");
    rig.wait(Duration.ofMinutes(5));
    rig.settle();
    assertEquals(
        List.of("i2", "i2", "i2"), alive(blue).stream().map(t -> t.instance().id()).toList());
    assertEquals(StabilityStatus.STEADY_STATE, now(blue).spec().stabilityStatus());
  }

  @Test
  void thePrimaryOneIsWhatTheServiceShows() {
    TaskSet blue = make(said -> {});
    TaskSet green = make(said -> said.taskDefinition("web:2"));
    rig.decided(TaskSets.primary(rig.picture(), blue.arn(), rig.now(), random));
    rig.decided(TaskSets.primary(rig.picture(), green.arn(), rig.now(), random));
    assertEquals("ACTIVE", now(blue).spec().status());
    assertEquals("PRIMARY", now(green).spec().status());
    assertTrue(rig.service().spec().taskDefinition().endsWith("web:2"));
  }

  @Test
  void oneThatIsDeletedDrainsAndIsGone() {
    TaskSet set = make(said -> {});
    rig.settle();
    EcsError error = refused(TaskSets.delete(rig.picture(), set.arn(), false, rig.now()));
    assertTrue(error.message().contains("scaled above 0"), error::message);
    delete(set, true);
    assertEquals("DRAINING", now(set).spec().status());
    rig.passes();
    assertTrue(rig.tasks().stream().allMatch(t -> t.desired() == TaskStatus.STOPPED));
    rig.settle();
    assertEquals(List.of(), rig.tasks());
    assertTrue(rig.picture().find(TaskSet.key(set.arn())).isEmpty());
    assertEquals(List.of(), rig.service().deployments());
    assertEquals(0, Revision.of(rig.picture(), rig.service().arn()).size());
    assertEquals(
        "TaskSetNotFoundException",
        refused(TaskSets.delete(rig.picture(), set.arn(), true, rig.now())).code());
  }

  @Test
  void theyGoWithTheirService() {
    make(said -> {});
    rig.settle();
    rig.decided(DeleteService.decide(rig.picture(), rig.service().arn(), true, rig.now(), random));
    rig.settle();
    assertEquals(List.of(), rig.tasks());
    assertEquals(ServiceStatus.INACTIVE, rig.service().status());
    assertEquals(0, TaskSet.of(rig.picture(), rig.service().arn()).size());
  }

  @Test
  void aTokenMakesOnlyOne() {
    TaskSet first = make(said -> said.clientToken("once"));
    assertEquals(first.arn(), make(said -> said.clientToken("once")).arn());
    EcsError other = refused(ask(said -> said.clientToken("once").taskDefinition("web:2")));
    assertTrue(other.message().contains("clientToken"), other::message);
  }

  @Test
  void whatIsWrongIsSaid() {
    says("taskDefinition is required", said -> said.taskDefinition(null));
    says("TaskDefinition not found.", said -> said.taskDefinition("none:1"));
    says("between 0 and 100 percent, not 101.0", said -> said.scale(percent(101)));
    says("scale.unit must be one of PERCENT", said -> said.scale(s -> s.value(1.0).unit("TASKS")));
    says("launchType must be one of", said -> said.launchType("MOON"));
    says("does not support launch_type FARGATE", said -> said.launchType("FARGATE"));
    for (int made = 0; made < 5; made++) {
      make(said -> said.scale(percent(0)));
    }
    says("at most 5 task sets", said -> {});
  }

  private void says(String words, Consumer<CreateTaskSetRequest.Builder> said) {
    EcsError error = refused(ask(said));
    assertTrue(error.message().contains(words), error::message);
  }

  @Test
  void aServiceThatEcsRollsHasNone() {
    var rolled = new WebRig(said -> said.desiredCount(1), anInstance().build());
    EcsError error =
        refused(
            CreateTaskSet.decide(
                rolled.picture(),
                rolled.service().arn(),
                CreateTaskSetRequest.builder().taskDefinition("web:1").build(),
                rolled.now(),
                random));
    assertTrue(error.message().contains("deployment controller EXTERNAL"), error::message);
  }
}
