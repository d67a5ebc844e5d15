package argosy.agent.task;

import argosy.agent.runtime.Container.Health;
import argosy.wire.acs.PayloadTask.Dependency;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What containers of a task wait for before they start: that others have started, have ended, or
/// are healthy.
final class Dependencies {
  private static final Set<String> CONDITIONS = Set.of("START", "COMPLETE", "SUCCESS", "HEALTHY");

  private Dependencies() {}

  /// Whether that is something to wait for at all. Health that nobody checks isn't.
  static boolean isResolvable(Dependency dependency, boolean checked) {
    return CONDITIONS.contains(dependency.condition())
        && (checked || !dependency.condition().equals("HEALTHY"));
  }

  /// Nothing holds the container back.
  static boolean met(TaskState task, ContainerState container) {
    return waits(task, container).findAny().isEmpty();
  }

  /// Why a container of the task can never start; empty as long as all of them may.
  static Optional<String> hopeless(TaskState task, Instant now) {
    return all(task).map(wait -> wait.hopeless(now)).flatMap(Optional::stream).findFirst();
  }

  /// When a container has waited for so long that it gives up, if that is still to come.
  static Optional<Instant> deadline(TaskState task, Instant now) {
    return all(task)
        .map(Wait::deadline)
        .flatMap(Optional::stream)
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  private static Stream<Wait> all(TaskState task) {
    return task.containers().stream()
        .filter(c -> !c.known().atLeast(ContainerStatus.RUNNING))
        .flatMap(c -> waits(task, c));
  }

  private static Stream<Wait> waits(TaskState task, ContainerState container) {
    return container.spec().dependsOn().stream()
        .map(d -> new Wait(container.name(), task.container(d.containerName()), d.condition()))
        .filter(wait -> !wait.isOver());
  }

  /// @param who waits
  /// @param first for this one
  private record Wait(String who, ContainerState first, String condition) {

    boolean isOver() {
      boolean ended = first.stopped() && first.exitCode() != null;
      return switch (condition) {
        case "START" -> ended || first.known() == ContainerStatus.RUNNING;
        case "COMPLETE" -> ended;
        case "SUCCESS" -> ended && Objects.equals(first.exitCode(), 0);
        default ->
            first.known() == ContainerStatus.RUNNING
                && !first.life().between()
                && first.life().health() == Health.HEALTHY;
      };
    }

    Optional<String> hopeless(Instant now) {
      if (first.stopped()) {
        Integer code = first.exitCode();
        return because(code == null ? "never ran" : "ended with exit code " + code);
      }
      return deadline()
          .filter(at -> !now.isBefore(at))
          .flatMap(_ -> because("didn't within its startTimeout of " + seconds() + " seconds"));
    }

    Optional<Instant> deadline() {
      Instant start = first.life().startedAt();
      return start == null || seconds() == 0 || condition.equals("START")
          ? Optional.empty()
          : Optional.of(start.plusSeconds(seconds()));
    }

    private int seconds() {
      return Objects.requireNonNullElse(first.spec().startTimeout(), 0);
    }

    private Optional<String> because(String what) {
      String it = first.name();
      return Optional.of(
          "Container dependency not met: '%s' waits for '%s' to reach %s, but '%s' %s."
              .formatted(who, it, condition, it, what));
    }
  }
}
