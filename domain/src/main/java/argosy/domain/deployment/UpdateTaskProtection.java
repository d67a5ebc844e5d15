package argosy.domain.deployment;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.service.Service;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ProtectedTask;

/// Decides what protecting tasks of services from scaling in and from deployments means, and what
/// ending that means.
public final class UpdateTaskProtection {

  /// As long as ECS protects a task if nobody says how long.
  private static final Duration DEFAULT = Duration.ofHours(2);

  /// What became of each task that was asked about.
  public record Protections(List<ProtectedTask> tasks, List<Failure> failures) {}

  private UpdateTaskProtection() {}

  /// @param references ids or ARNs of tasks
  /// @param protects whether they are protected from now on, or no more
  /// @param lasting null for ECS's two hours
  public static Outcome<Protections> decide(
      Picture picture,
      ClusterArn cluster,
      List<String> references,
      boolean protects,
      @Nullable Duration lasting,
      Instant now) {
    Instant until = protects ? now.plus(lasting == null ? DEFAULT : lasting) : null;
    List<Change> changes = new ArrayList<>();
    List<ProtectedTask> tasks = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : references) {
      Optional<Task> found = find(picture, cluster, reference);
      Optional<Failure> failure =
          found.isEmpty()
              ? Optional.of(missing(cluster, reference))
              : failure(picture, found.get(), protects, now);
      failure.ifPresent(failures::add);
      if (failure.isEmpty()) {
        Task changed = found.orElseThrow().protectedUntil(until);
        changes.add(new Change.Put(changed));
        tasks.add(view(changed, now));
      }
    }
    return new Outcome.Accepted<>(changes, List.of(), new Protections(tasks, failures));
  }

  /// How it is, without any change.
  ///
  /// @param references ids or ARNs of tasks; none for all that are protected
  public static Protections read(
      Picture picture, ClusterArn cluster, List<String> references, Instant now) {
    if (references.isEmpty()) {
      return new Protections(
          Task.unstopped(picture, cluster).stream()
              .filter(task -> task.isProtected(now))
              .map(task -> view(task, now))
              .toList(),
          List.of());
    }
    List<ProtectedTask> tasks = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : references) {
      Optional<Task> found = find(picture, cluster, reference);
      if (found.isEmpty()) {
        failures.add(missing(cluster, reference));
      } else if (found.get().service().isEmpty()) {
        failures.add(standalone(found.get()));
      } else {
        tasks.add(view(found.get(), now));
      }
    }
    return new Protections(tasks, failures);
  }

  private static Optional<Task> find(Picture picture, ClusterArn cluster, String reference) {
    return TaskArn.parse(cluster, reference).flatMap(arn -> picture.find(Task.key(arn)));
  }

  private static ProtectedTask view(Task task, Instant now) {
    boolean isProtected = task.isProtected(now);
    return ProtectedTask.builder()
        .taskArn(task.arn().toString())
        .protectionEnabled(isProtected)
        .expirationDate(isProtected ? task.protectedUntil() : null)
        .build();
  }

  private static Optional<Failure> failure(
      Picture picture, Task task, boolean protects, Instant now) {
    if (task.service().isEmpty()) {
      return Optional.of(standalone(task));
    }
    if (task.desired() == TaskStatus.STOPPED) {
      return Optional.of(failure(task, "TASK_NOT_VALID", "The task is " + task.last() + "."));
    }
    return protects && !task.isProtected(now) && isInTheWay(picture, task)
        ? Optional.of(
            failure(
                task,
                "DEPLOYMENT_BLOCKED",
                "A deployment of the service waits for protected tasks already. A task of an"
                    + " older deployment can't be protected until it is done."))
        : Optional.empty();
  }

  /// Of an older deployment, in a service which protected tasks keep from its newest one.
  private static boolean isInTheWay(Picture picture, Task task) {
    String name = task.launch().group().substring("service:".length());
    var arn = new ServiceArn(task.arn().cell(), task.arn().cluster(), name);
    return Service.living(picture, arn)
        .filter(service -> service.standing().isHeldBack())
        .flatMap(Service::primary)
        .filter(primary -> !primary.name().equals(task.launch().startedBy()))
        .isPresent();
  }

  private static Failure standalone(Task task) {
    return failure(task, "TASK_NOT_VALID", "Only tasks of a service can be protected.");
  }

  private static Failure failure(Task task, String reason, String detail) {
    return Failure.builder().arn(task.arn().toString()).reason(reason).detail(detail).build();
  }

  private static Failure missing(ClusterArn cluster, String reference) {
    return Failure.builder()
        .arn(TaskArn.parse(cluster, reference).map(TaskArn::toString).orElse(reference))
        .reason("MISSING")
        .build();
  }
}
