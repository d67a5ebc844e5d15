package argosy.domain.deployment;

import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.Daemon.Admission;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.state.Picture;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which instances take tasks besides a managed daemon's.
///
/// @param again when the next instance has waited long enough; null if none waits
record Admitting(Admission admission, @Nullable Instant again) {

  /// A daemon that doesn't come up keeps a new instance from other tasks for so long, and no
  /// longer: an image is pulled by then, and a broken daemon is no reason to run nothing.
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /// @param posts the instances that are to have a task of the daemon
  static Admitting of(
      Picture picture, Daemon daemon, Set<InstanceArn> posts, Observed observed, Instant now) {
    Set<InstanceArn> running = new HashSet<>();
    observed.tasks().stream()
        .map(Seen::task)
        .filter(task -> task.last() == TaskStatus.RUNNING)
        .forEach(task -> running.add(task.instance()));
    Admission before = daemon.admission();
    List<Instance> later =
        Instance.of(picture, daemon.arn().clusterArn()).stream()
            .filter(
                instance -> instance.belongs() && instance.registeredAt().isAfter(before.until()))
            .sorted(Comparator.comparing(Instance::registeredAt))
            .toList();
    List<InstanceArn> also = new ArrayList<>();
    @Nullable Instant first = null;
    for (Instance instance : later) {
      Instant ends = instance.registeredAt().plus(PATIENCE);
      boolean admitted =
          before.has(instance)
              || running.contains(instance.arn())
              || !posts.contains(instance.arn())
              || !ends.isAfter(now);
      if (admitted) {
        also.add(instance.arn());
      } else if (first == null) {
        first = instance.registeredAt();
      }
    }
    if (first == null) {
      Instant until = later.isEmpty() ? before.until() : later.getLast().registeredAt();
      return new Admitting(new Admission(until, List.of()), null);
    }
    return new Admitting(new Admission(before.until(), also), first.plus(PATIENCE));
  }
}
