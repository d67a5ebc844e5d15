package argosy.domain.service;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;

/// Decides what changing the task sets of a service means: what the deployment tool of somebody
/// outside does one by one, ECS itself never does.
public final class TaskSets {
  private TaskSets() {}

  /// What becomes of a task set's share of the tasks.
  public static Outcome<TaskSet> scale(
      Picture picture, TaskSetArn arn, @Nullable Scale said, Instant now) {
    return change(
        picture,
        arn,
        (_, set) -> {
          Optional<EcsError> wrong = CheckTaskSet.scale(said);
          if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
          }
          if (set.is(TaskSet.Status.DRAINING)) {
            return Outcome.refused(new EcsError.InvalidParameter("The task set is being deleted."));
          }
          Scale scale = CheckTaskSet.spelled(Objects.requireNonNull(said));
          if (scale.equals(set.spec().scale())) {
            return Outcome.unchanged(set);
          }
          TaskSet scaled =
              set.with(set.spec().toBuilder().scale(scale).updatedAt(now).build())
                  .with(StabilityStatus.STABILIZING, now);
          return Outcome.put(scaled, scaled);
        });
  }

  /// It drains, and is gone when its last task has stopped.
  ///
  /// @param force whether it goes although it is meant to have tasks
  public static Outcome<TaskSet> delete(
      Picture picture, TaskSetArn arn, boolean force, Instant now) {
    return change(
        picture,
        arn,
        (_, set) -> {
          if (set.is(TaskSet.Status.DRAINING)) {
            return Outcome.unchanged(set);
          }
          if (!force && set.spec().scale().value() > 0) {
            return Outcome.refused(
                new EcsError.InvalidParameter(
                    "The task set cannot be deleted while it is scaled above 0. Scale it to 0"
                        + " percent first, or delete it with force."));
          }
          TaskSet draining = set.with(TaskSet.Status.DRAINING, now);
          return Outcome.put(draining, draining);
        });
  }

  /// The service says from then on what this task set is like.
  public static Outcome<TaskSet> primary(
      Picture picture, TaskSetArn arn, Instant now, RandomGenerator random) {
    return change(
        picture,
        arn,
        (service, set) -> {
          if (set.is(TaskSet.Status.DRAINING)) {
            return Outcome.refused(
                new EcsError.InvalidParameter(
                    "A task set that is being deleted can't be the primary one."));
          }
          if (set.is(TaskSet.Status.PRIMARY)) {
            return Outcome.unchanged(set);
          }
          var changes = ServiceChanges.of(service, now, random);
          TaskSet.primary(picture, service.arn())
              .ifPresent(before -> changes.put(before.with(TaskSet.Status.ACTIVE, now)));
          TaskSet first = set.with(TaskSet.Status.PRIMARY, now);
          changes.put(first);
          picture
              .find(Revision.key(new RevisionArn(service.arn(), arn.id())))
              .ifPresent(r -> changes.service(service.with(r.asSpec(service.spec()))));
          return changes.outcome(first);
        });
  }

  private static Outcome<TaskSet> change(
      Picture picture, TaskSetArn arn, BiFunction<Service, TaskSet, Outcome<TaskSet>> then) {
    return switch (service(picture, arn.service())) {
      case Found.Refused(var error) -> Outcome.refused(error);
      case Found.Of(Service service) ->
          picture
              .find(TaskSet.key(arn))
              .map(set -> then.apply(service, set))
              .orElseGet(() -> Outcome.refused(new EcsError.TaskSetNotFound()));
    };
  }

  sealed interface Found {
    record Of(Service service) implements Found {}

    record Refused(EcsError error) implements Found {}
  }

  /// A service that may have task sets.
  static Found service(Picture picture, ServiceArn arn) {
    if (Cluster.active(picture, arn.clusterArn()).isEmpty()) {
      return new Found.Refused(new EcsError.ClusterNotFound());
    }
    Optional<Service> service = Service.living(picture, arn);
    if (service.isEmpty()) {
      return new Found.Refused(new EcsError.ServiceNotFound());
    }
    if (service.get().status() != ServiceStatus.ACTIVE) {
      return new Found.Refused(new EcsError.ServiceNotActive());
    }
    return service.get().isRolled()
        ? new Found.Refused(
            new EcsError.InvalidParameter(
                "Task sets are for services with the deployment controller EXTERNAL. The tasks of"
                    + " this one are replaced by ECS: use UpdateService."))
        : new Found.Of(service.get());
  }
}
