package argosy.domain.deployment;

import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.instance.Leaving;
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
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The tasks of a service that aren't stopped. Those that were told to stop on a host that is lost
/// are left out: nothing more comes of them, and nothing has to wait for it.
///
/// @param graceEnds when the next task is no longer excused for being sick, or its host for being
///   away; null if none is
record Observed(List<Seen> tasks, @Nullable Instant graceEnds) {

  /// A task without a health check has proved itself after this: programs that fail at their start
  /// mostly do it sooner.
  static final Duration SETTLING = Duration.ofSeconds(10);

  static Observed of(Picture picture, Service service, Outside outside, Instant now) {
    Duration grace =
        Duration.ofSeconds(
            Objects.requireNonNullElse(service.spec().healthCheckGracePeriodSeconds(), 0));
    LostHosts lost = LostHosts.of(picture, service, outside, now);
    return of(picture, service.key().id(), new Look(picture, grace, lost, now));
  }

  /// @param owner by what its tasks are looked up
  /// @param grace as long a task is excused for being sick
  static Observed of(Picture picture, String owner, Duration grace, Instant now) {
    return of(picture, owner, new Look(picture, grace, LostHosts.NONE, now));
  }

  private static Observed of(Picture picture, String owner, Look look) {
    List<Seen> tasks = new ArrayList<>();
    for (Task task : Task.unstoppedOf(picture, owner)) {
      Seen seen = look.at(task);
      if (seen.isAlive() || seen.lostSince() == null) {
        tasks.add(seen);
      }
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

  /// What is asked of a definition.
  ///
  /// @param spec empty if it was deleted
  /// @param checked whether its tasks have a health check
  private record Plain(TaskDefinitionArn arn, Optional<TaskDefinition> spec, boolean checked) {}

  /// One look at the tasks: what many of them share is looked up once.
  private static final class Look {
    private final Picture picture;
    private final Instant now;
    private final Duration grace;
    private final Set<String> leaving;
    private final LostHosts hosts;
    private final Map<TaskDefinitionArn, Plain> definitions = new HashMap<>();
    private @Nullable Plain last;
    private @Nullable Instant graceEnds;

    private Look(Picture picture, Duration grace, LostHosts hosts, Instant now) {
      this.picture = picture;
      this.now = now;
      this.leaving = Leaving.all(picture);
      this.grace = grace;
      this.hosts = hosts;
    }

    private Seen at(Task task) {
      Plain plain = plain(task.definition());
      String startedBy = Objects.requireNonNullElse(task.launch().startedBy(), "");
      boolean evicted = !leaving.isEmpty() && leaving.contains(task.instance().id());
      heed(hosts.lostAt(task.instance()));
      Instant lost = hosts.lostSince(task.instance());
      return new Seen(
          task,
          startedBy,
          fitness(task, plain, lost != null),
          evicted,
          plain.checked(),
          task.isProtected(now),
          lost);
    }

    /// Most tasks of a service are of the same definition as the one before.
    private Plain plain(TaskDefinitionArn arn) {
      Plain known = last;
      if (known == null || !known.arn().equals(arn)) {
        known = definitions.computeIfAbsent(arn, this::look);
        last = known;
      }
      return known;
    }

    private Plain look(TaskDefinitionArn arn) {
      Optional<TaskDefinition> spec = picture.find(Definition.key(arn)).map(Definition::spec);
      return new Plain(arn, spec, spec.filter(TaskHealth::isChecked).isPresent());
    }

    private Fitness fitness(Task task, Plain plain, boolean lost) {
      if (task.desired() == TaskStatus.STOPPED) {
        return Fitness.STOPPING;
      }
      if (lost) {
        return Fitness.LOST;
      }
      if (task.last() != TaskStatus.RUNNING) {
        return Fitness.STARTING;
      }
      if (!plain.checked()) {
        return Fitness.HEALTHY;
      }
      return switch (TaskHealth.of(task, plain.spec().orElseThrow())) {
        case HEALTHY -> Fitness.HEALTHY;
        case UNKNOWN -> Fitness.STARTING;
        case UNHEALTHY -> isExcused(task) ? Fitness.STARTING : Fitness.SICK;
      };
    }

    private boolean isExcused(Task task) {
      Instant started = task.times().startedAt();
      Instant ends = started == null ? null : started.plus(grace);
      heed(ends);
      return ends != null && ends.isAfter(now);
    }

    /// Takes notice of the end of an excuse, if that is to come.
    private void heed(@Nullable Instant ends) {
      if (ends != null && ends.isAfter(now) && (graceEnds == null || ends.isBefore(graceEnds))) {
        graceEnds = ends;
      }
    }
  }
}
