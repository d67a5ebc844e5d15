package argosy.domain.service;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.id.RevisionArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;

/// Decides what making a task set of a service means. A request that is made again with its client
/// token answers the task set that it made.
public final class CreateTaskSet {

  /// ECS's quota of task sets of a service.
  static final int SETS_MAX = 5;

  private static final Scale WHOLE = Scale.builder().value(100.0).unit(ScaleUnit.PERCENT).build();

  private CreateTaskSet() {}

  public static Outcome<TaskSet> decide(
      Picture picture,
      ServiceArn arn,
      CreateTaskSetRequest said,
      Instant now,
      RandomGenerator random) {
    return switch (TaskSets.service(picture, arn)) {
      case TaskSets.Found.Refused(var error) -> Outcome.refused(error);
      case TaskSets.Found.Of(Service service) ->
          earlier(picture, arn, said)
              .map(set -> again(picture, set, said))
              .orElseGet(() -> decide(picture, service, said, now, random));
    };
  }

  private static Outcome<TaskSet> decide(
      Picture picture,
      Service service,
      CreateTaskSetRequest said,
      Instant now,
      RandomGenerator random) {
    Cluster cluster = Cluster.active(picture, service.arn().clusterArn()).orElseThrow();
    Optional<EcsError> wrong = CheckTaskSet.complaint(picture, cluster, said);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Optional<Definition> found =
        CreateService.definition(picture, cluster.arn(), said.taskDefinition());
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.Client("TaskDefinition not found."));
    }
    Definition definition = found.get();
    software.amazon.awssdk.services.ecs.model.Service like = like(service, said, cluster);
    Optional<EcsError> refused = CheckService.complaint(picture, definition, like);
    if (refused.isPresent()) {
      return Outcome.refused(refused.get());
    }
    if (TaskSet.of(picture, service.arn()).size() >= SETS_MAX) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "A service has at most "
                  + SETS_MAX
                  + " task sets, and this one has as many. Delete one first."));
    }
    String id = Ids.revision(random);
    var revision = new RevisionArn(service.arn(), id);
    TaskSet set = made(new TaskSetArn(service.arn(), id), like, definition, said, now);
    var changes = ServiceChanges.of(service, now, random);
    changes.put(Rollouts.revision(service.with(like), revision, definition.arn(), now));
    changes.put(set);
    List<Deployment> all = new ArrayList<>(service.deployments());
    all.add(Deployment.begun(id, now));
    changes.service(service.with(all));
    return changes.outcome(set);
  }

  /// The service, as if all its tasks were those of the task set.
  private static software.amazon.awssdk.services.ecs.model.Service like(
      Service service, CreateTaskSetRequest said, Cluster cluster) {
    List<CapacityProviderStrategyItem> capacity =
        ServiceSpec.capacity(said.launchType(), said.capacityProviderStrategy(), cluster);
    @Nullable LaunchType type =
        capacity.isEmpty() ? Objects.requireNonNullElse(said.launchType(), LaunchType.EC2) : null;
    return service.spec().toBuilder().launchType(type).capacityProviderStrategy(capacity).build();
  }

  private static TaskSet made(
      TaskSetArn arn,
      software.amazon.awssdk.services.ecs.model.Service like,
      Definition definition,
      CreateTaskSetRequest said,
      Instant now) {
    var spec =
        software.amazon.awssdk.services.ecs.model.TaskSet.builder()
            .id(Deployment.PREFIX + arn.id())
            .taskSetArn(arn.toString())
            .serviceArn(arn.service().toString())
            .clusterArn(arn.service().clusterArn().toString())
            .externalId(said.externalId())
            .status(TaskSet.Status.ACTIVE.name())
            .taskDefinition(definition.arn().toString())
            .launchType(like.launchType())
            .capacityProviderStrategy(like.capacityProviderStrategy())
            .scale(scale(said))
            .stabilityStatus(StabilityStatus.STABILIZING)
            .stabilityStatusAt(now)
            .createdAt(now)
            .updatedAt(now)
            .build();
    return new TaskSet(arn, spec, said.tags(), said.clientToken());
  }

  /// All of what the service wants, if nothing is said.
  private static Scale scale(CreateTaskSetRequest said) {
    return CheckTaskSet.spelled(Objects.requireNonNullElse(said.scale(), WHOLE));
  }

  private static Optional<TaskSet> earlier(
      Picture picture, ServiceArn service, CreateTaskSetRequest said) {
    return said.clientToken() == null
        ? Optional.empty()
        : TaskSet.of(picture, service).stream()
            .filter(set -> said.clientToken().equals(set.token()))
            .findFirst();
  }

  private static Outcome<TaskSet> again(Picture picture, TaskSet set, CreateTaskSetRequest said) {
    boolean alike =
        CreateService.definition(picture, set.arn().service().clusterArn(), said.taskDefinition())
                .filter(d -> d.arn().toString().equals(set.spec().taskDefinition()))
                .isPresent()
            && Objects.equals(said.externalId(), set.spec().externalId());
    return alike
        ? Outcome.unchanged(set)
        : Outcome.refused(
            new EcsError.InvalidParameter(
                "The clientToken was used before, for the task set "
                    + set.spec().id()
                    + ", which is of another task definition or external ID."));
  }
}
