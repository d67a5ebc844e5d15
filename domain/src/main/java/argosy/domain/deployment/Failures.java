package argosy.domain.deployment;

import argosy.domain.service.Deployment;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceAction;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.Trial;
import argosy.domain.state.Picture;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Counts the tasks of a service that ended by themselves, and forgives when one proves itself.
final class Failures {

  /// A pass counts at most so many; the next one goes on.
  private static final int PASS_MAX = 500;

  private Failures() {}

  /// Takes notice of the tasks that have stopped since the last pass.
  static void count(Picture picture, ServiceChanges changes) {
    Stopped stopped =
        Stopped.since(picture, changes.service().key().id(), changes.service().counted());
    Map<Ending, List<String>> ended = new LinkedHashMap<>();
    stopped.tasks().forEach(task -> notice(changes, task, ended));
    ended.forEach((ending, tasks) ->
        changes.event(
            "(deployment %s) %s failed: %s"
                .formatted(ending.deployment(), String.join(" ", tasks), ending.how())));
    if (!stopped.tasks().isEmpty()) {
      changes.service(changes.service().counted(stopped.position()));
    }
  }

  /// Tasks that have stopped since others were counted.
  ///
  /// @param position up to which all are counted then
  record Stopped(List<Task> tasks, String position) {

    /// @param owner of the tasks: cluster and name
    static Stopped since(Picture picture, String owner, String counted) {
      List<Task> tasks =
          picture.by(Task.STOPPED_OF_SERVICE, owner + " ", counted).stream()
              .limit(PASS_MAX)
              .toList();
      return new Stopped(tasks, tasks.isEmpty() ? counted : position(tasks.getLast()));
    }

    private static String position(Task task) {
      return Picture.position(Task.STOPPED_OF_SERVICE.value().apply(task).orElseThrow(), task);
    }
  }

  /// How tasks ended that had done their work before.
  private record Ending(String deployment, String how) {}

  /// @param ended where tasks are added that are no failures to start
  private static void notice(ServiceChanges changes, Task task, Map<Ending, List<String>> ended) {
    Service service = changes.service();
    Optional<Deployment> deployment =
        service.deployments().stream()
            .filter(d -> d.name().equals(task.launch().startedBy()))
            .findFirst();
    if (deployment.isEmpty() || !isFailure(task)) {
      return;
    }
    Deployment failing = deployment.get();
    String how = how(task);
    Instant at = Objects.requireNonNull(task.times().stoppedAt());
    if (hasWorked(task, at)) {
      ended
          .computeIfAbsent(new Ending(failing.name(), how), _ -> new ArrayList<>())
          .add("(task " + task.arn().id() + ")");
      return;
    }
    Trial trial = failing.trial().failing("task " + task.arn().id() + ": " + how, at);
    changes.service(service.with(failing.with(trial, at)));
    if (isNews(failing.trial(), how)) {
      changes.event(
          "(deployment %s) (task %s) failed: %s".formatted(failing.name(), task.arn().id(), how));
    }
    if (trial.retryAt() != null && failing.trial().retryAt() == null) {
      changes.event(
          "is unable to consistently start tasks successfully.",
          ServiceAction.SERVICE_TASK_START_IMPAIRED);
    }
  }

  /// It ran for longer than those do that fail at their start, so what ended it is no reason to
  /// wait with the next one: a host may die with many of them.
  private static boolean hasWorked(Task task, Instant stopped) {
    Instant started = task.times().startedAt();
    return Objects.requireNonNull(task.stop()).code() == StopCode.ESSENTIAL_CONTAINER_EXITED
        && started != null
        && !stopped.isBefore(started.plus(Observed.SETTLING));
  }

  /// The same is said once.
  private static boolean isNews(Trial before, String how) {
    return before.inRow() == 0 || !before.reason().endsWith(": " + how);
  }

  /// It was meant to run, and nobody told it to stop but its own health.
  static boolean isFailure(Task task) {
    Stop stop = Objects.requireNonNull(task.stop());
    return switch (stop.code()) {
      case ESSENTIAL_CONTAINER_EXITED, TASK_FAILED_TO_START -> true;
      case SERVICE_SCHEDULER_INITIATED -> stop.reason().equals(Rolling.SICK);
      case USER_INITIATED, SPOT_INTERRUPTION, SPOT_GAVE_WAY -> false;
    };
  }

  /// What happened, with the container that it happened to.
  static String how(Task task) {
    String reason = Objects.requireNonNull(task.stop()).reason();
    return task.containers().stream()
        .filter(c -> c.essential() && (c.exitCode() != null || c.reason() != null))
        .findFirst()
        .map(c -> reason + " (container " + c.name() + detail(c, reason) + ")")
        .orElse(reason);
  }

  private static String detail(ContainerState container, String reason) {
    String code = container.exitCode() == null ? "" : ", exit code " + container.exitCode();
    String why = container.reason();
    return code + (why == null || why.equals(reason) ? "" : ", " + why);
  }

  /// Looks for a task that was started after the first failure of a row and does its work.
  static void forgive(Observed observed, ServiceChanges changes, Breaker breaker, Instant now) {
    for (Deployment deployment : changes.service().deployments()) {
      Instant since = deployment.trial().since();
      boolean proven =
          since != null
              && observed.tasks().stream()
                  .anyMatch(seen ->
                      seen.deployment().equals(deployment.name())
                          && seen.startedAt().isAfter(since)
                          && seen.isProven(now));
      if (proven) {
        Trial trial = deployment.trial().proven(breaker.forgives());
        changes.service(changes.service().with(deployment.with(trial, now)));
      }
    }
  }
}
