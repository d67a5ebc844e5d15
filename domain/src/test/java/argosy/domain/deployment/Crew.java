package argosy.domain.deployment;

import static argosy.domain.Fixtures.CELL;
import static argosy.domain.Fixtures.NOON;
import static argosy.domain.Fixtures.instance;
import static argosy.domain.Fixtures.task;

import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.placement.Reservation;
import argosy.domain.task.Launch;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.task.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// Tasks of a service as a pass sees them, each a minute older than the next.
final class Crew {
  private Crew() {}

  /// A healthy task of the deployment `new` in zone `a`, on an instance of its own.
  static Seen seen(String id) {
    return seen(id, Fitness.HEALTHY, "new", "a", id);
  }

  static Seen seen(String id, Fitness fitness) {
    return seen(id, fitness, "new", "a", id);
  }

  static Seen seen(String id, Fitness fitness, String deployment) {
    return seen(id, fitness, deployment, "a", id);
  }

  static Seen in(String zone, String instance, String id) {
    return seen(id, Fitness.HEALTHY, "new", zone, instance);
  }

  /// The same on an instance that is to become empty.
  static Seen evicted(Seen seen) {
    return new Seen(seen.task(), seen.deployment(), seen.fitness(), true, seen.checked());
  }

  static Seen seen(String id, Fitness fitness, String deployment, String zone, String instance) {
    boolean runs = fitness == Fitness.HEALTHY || fitness == Fitness.SICK;
    boolean stopping = fitness == Fitness.STOPPING;
    Instant made = NOON.plusSeconds(60L * number(id));
    var task =
        new Task(
            task(id),
            new TaskDefinitionArn(CELL, "web", 1),
            instance(instance),
            new Launch(
                "service:web",
                deployment,
                TaskOverride.builder().build(),
                List.of(),
                new Reservation(1, 1, Set.of(), Set.of()),
                zone,
                null,
                null,
                LaunchType.EC2,
                null,
                Map.of(),
                null,
                null),
            runs ? TaskStatus.RUNNING : stopping ? TaskStatus.STOPPING : TaskStatus.PENDING,
            stopping ? TaskStatus.STOPPED : TaskStatus.RUNNING,
            List.of(),
            new Times(made, null, null, null, runs ? made : null, null, null, null),
            stopping ? new Stop(StopCode.USER_INITIATED, "x") : null,
            null,
            1);
    return new Seen(task, deployment, fitness, false, true);
  }

  /// Their ids are a letter and their place in time.
  private static int number(String id) {
    return Integer.parseInt(id.substring(1));
  }

  static Observed observed(Seen... tasks) {
    return new Observed(List.of(tasks), null);
  }

  static String ids(List<Seen> tasks) {
    return String.join(" ", tasks.stream().map(seen -> seen.task().arn().id()).toList());
  }
}
