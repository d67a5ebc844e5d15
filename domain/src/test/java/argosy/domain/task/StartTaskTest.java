package argosy.domain.task;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.CLUSTER;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.accepted;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.picture;
import static argosy.domain.Fixtures.random;
import static argosy.domain.Fixtures.refused;
import static argosy.domain.Fixtures.web;
import static argosy.domain.InstanceBuilder.anInstance;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.StartTaskRequest;

class StartTaskTest {
  private final Picture picture =
      picture(
          definition(web()),
          anInstance().id("i1").build(),
          anInstance().id("outside").attribute("ecs.capability.external", "").build(),
          anInstance().id("away").away().build(),
          anInstance().id("draining").status(InstanceStatus.DRAINING).build(),
          anInstance().id("gone").status(InstanceStatus.INACTIVE).build(),
          anInstance().id("small").cpu(100).build());

  @Test
  void eachInstanceThatIsNamedGetsATask() {
    var outcome = accepted(decide("outside", instance("i1").toString(), "i1"));
    List<Task> tasks = outcome.reply().tasks();
    assertEquals(List.of(), outcome.reply().failures());
    assertEquals(
        List.of(instance("outside"), instance("i1"), instance("i1")),
        tasks.stream().map(Task::instance).toList());
    assertEquals(
        List.of(LaunchType.EXTERNAL, LaunchType.EC2, LaunchType.EC2),
        tasks.stream().map(task -> task.launch().type()).toList());
    assertEquals(
        tasks.stream().<Effect>map(t -> new Effect.TellAgent(t.instance(), t.arn())).toList(),
        outcome.effects());
    assertEquals("family:web", tasks.getFirst().launch().group());
  }

  @Test
  void whoTakesNoneSaysWhyAndTheOthersGoOn() {
    var started = accepted(decide("ghost", "away", "draining", "gone", "small", "i1")).reply();
    assertEquals(1, started.tasks().size());
    assertEquals(
        List.of(
            failure("ghost", "MISSING", null),
            failure("away", "AGENT", "The instance's agent is not connected."),
            failure("draining", "INACTIVE", "The instance is DRAINING and takes no tasks."),
            failure("gone", "INACTIVE", "The instance is INACTIVE and takes no tasks."),
            failure("small", "RESOURCE:CPU", "The task needs 256 CPU units, 100 are free.")),
        started.failures());
  }

  @Test
  void oneInstanceIsNotOversoldByOneRequest() {
    String[] ten = Collections.nCopies(10, "i1").toArray(String[]::new);
    var started = accepted(decide(ten)).reply();
    assertEquals(8, started.tasks().size());
    assertEquals(
        Collections.nCopies(
            2, failure("i1", "RESOURCE:CPU", "The task needs 256 CPU units, 0 are free.")),
        started.failures());
  }

  @Test
  void whatCannotBeIsRefused() {
    assertEquals(invalid("containerInstances needs 1 to 10 entries, not 0."), refused(decide()));
    assertEquals(
        invalid("containerInstances needs 1 to 10 entries, not 11."),
        refused(decide(Collections.nCopies(11, "i1").toArray(String[]::new))));
    var request = StartTaskRequest.builder().taskDefinition("web").containerInstances("i1");
    assertEquals(
        new EcsError.ClusterNotFound(),
        refused(
            StartTask.decide(
                picture, new ClusterArn(CELL, "nowhere"), request.build(), NOON, random())));
    assertEquals(
        new EcsError.Client("TaskDefinition not found."),
        refused(
            StartTask.decide(
                picture, CLUSTER, request.taskDefinition("ghost").build(), NOON, random())));
  }

  private Outcome<RunTask.Started> decide(String... instances) {
    var request =
        StartTaskRequest.builder().taskDefinition("web").containerInstances(instances).build();
    return StartTask.decide(picture, CLUSTER, request, NOON, random());
  }

  private static Failure failure(String id, String reason, @Nullable String detail) {
    return Failure.builder().arn(instance(id).toString()).reason(reason).detail(detail).build();
  }

  private static EcsError invalid(String message) {
    return new EcsError.InvalidParameter(message);
  }
}
