package argosy.domain.deployment;

import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskHealth;
import argosy.domain.task.TaskStatus;
import argosy.domain.taskdef.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The tasks of a service that aren't stopped.
///
/// @param graceEnds when the next task is no longer excused for being sick; null if none is
record Observed(List<Seen> tasks, @Nullable Instant graceEnds) {

  /// A task without a health check has proved itself after this: programs that fail at their start
  /// mostly do it sooner.
  static final Duration SETTLING = Duration.ofSeconds(10);

  static Observed of(Picture picture, Service service, Instant now) {
    Duration grace =
        Duration.ofSeconds(
            Objects.requireNonNullElse(service.spec().healthCheckGracePeriodSeconds(), 0));
    return of(picture, service.key().id(), grace, now);
  }

  /// @param owner by what its tasks are looked up
  /// @param grace as long a task is excused for being sick
  static Observed of(Picture picture, String owner, Duration grace, Instant now) {
    var look = new Look(picture, grace, now);
    List<Seen> tasks = new ArrayList<>();
    for (Task task : Task.unstoppedOf(picture, owner)) {
      tasks.add(look.at(task));
    }
    return new Observed(tasks, look.graceEnds);
  }

  List<Seen> alive() {
    return only(Seen::isAlive);
  }

  List<Seen> only(Predicate<Seen> wanted) {
    return tasks.stream().filter(wanted).toList();
  }

  /// The same tasks, if none were protected.
  Observed unguarded() {
    return new Observed(tasks.stream().map(Seen::unguarded).toList(), graceEnds);
  }

  /// Only some of the tasks.
  Observed where(Predicate<Seen> wanted) {
    return new Observed(only(wanted), graceEnds);
  }

  boolean has(String deployment) {
    return tasks.stream().anyMatch(seen -> seen.deployment().equals(deployment));
  }

  int count(Predicate<Seen> wanted) {
    int count = 0;
    for (Seen seen : tasks) {
      count += wanted.test(seen) ? 1 : 0;
    }
    return count;
  }

  /// How many tasks that go on came through each capacity provider.
  Map<String, Integer> byProvider() {
    Map<String, Integer> counts = new HashMap<>();
    for (Seen seen : tasks) {
      String provider = seen.task().launch().capacityProvider();
      if (seen.isAlive() && provider != null) {
        counts.merge(provider, 1, Integer::sum);
      }
    }
    return counts;
  }

  /// One look at the tasks: what many of them share is looked up once.
  private static final class Look {
    private final Picture picture;
    private final Instant now;
    private final Duration grace;
    private final Map<InstanceArn, Boolean> evicting = new HashMap<>();
    private final Map<String, Optional<TaskDefinition>> definitions = new HashMap<>();
    private @Nullable Instant graceEnds;

    private Look(Picture picture, Duration grace, Instant now) {
      this.picture = picture;
      this.now = now;
      this.grace = grace;
    }

    private Seen at(Task task) {
      boolean evicted =
          evicting.computeIfAbsent(
              task.instance(),
              arn ->
                  picture
                      .find(Instance.key(arn))
                      .filter(i -> i.status() == InstanceStatus.ACTIVE)
                      .isEmpty());
      Optional<TaskDefinition> definition =
          definitions.computeIfAbsent(
              task.definition().toString(),
              _ -> picture.find(Definition.key(task.definition())).map(Definition::spec));
      boolean checked = definition.filter(TaskHealth::isChecked).isPresent();
      String startedBy = Objects.requireNonNullElse(task.launch().startedBy(), "");
      return new Seen(
          task,
          startedBy,
          fitness(task, definition, checked),
          evicted,
          checked,
          task.isProtected(now));
    }

    private Fitness fitness(Task task, Optional<TaskDefinition> definition, boolean checked) {
      if (task.desired() == TaskStatus.STOPPED) {
        return Fitness.STOPPING;
      }
      if (task.last() != TaskStatus.RUNNING) {
        return Fitness.STARTING;
      }
      if (!checked) {
        return Fitness.HEALTHY;
      }
      return switch (TaskHealth.of(task, definition.orElseThrow())) {
        case HEALTHY -> Fitness.HEALTHY;
        case UNKNOWN -> Fitness.STARTING;
        case UNHEALTHY -> isExcused(task) ? Fitness.STARTING : Fitness.SICK;
      };
    }

    private boolean isExcused(Task task) {
      Instant started = task.times().startedAt();
      Instant ends = started == null ? null : started.plus(grace);
      if (ends == null || !ends.isAfter(now)) {
        return false;
      }
      if (graceEnds == null || ends.isBefore(graceEnds)) {
        graceEnds = ends;
      }
      return true;
    }
  }
}
