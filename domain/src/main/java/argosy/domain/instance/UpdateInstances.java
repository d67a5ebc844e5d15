package argosy.domain.instance;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.UpdateContainerInstancesStateRequest;

/// Decides what it means that instances are to drain, or to take tasks again. The tasks that they
/// have run on.
public final class UpdateInstances {

  /// ECS's limit of instances in a request.
  static final int INSTANCES_MAX = 10;

  private UpdateInstances() {}

  /// @param instances that were found, as they are from now on
  /// @param failures for those that were not
  public record Updated(List<Instance> instances, List<Failure> failures) {}

  public static Outcome<Updated> decide(
      Picture picture, ClusterArn cluster, UpdateContainerInstancesStateRequest request) {
    if (Cluster.active(picture, cluster).isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<InstanceStatus> status = status(request.status());
    if (status.isEmpty()) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "status must be ACTIVE or DRAINING, not " + request.statusAsString() + "."));
    }
    int count = request.containerInstances().size();
    if (count < 1 || count > INSTANCES_MAX) {
      return Outcome.refused(
          new EcsError.InvalidParameter(
              "containerInstances needs 1 to " + INSTANCES_MAX + " entries, not " + count + "."));
    }
    Map<InstanceArn, Instance> found = new LinkedHashMap<>();
    Map<String, Failure> failures = new LinkedHashMap<>();
    for (String reference : request.containerInstances()) {
      Optional<InstanceArn> arn = InstanceArn.parse(cluster, reference);
      Optional<Instance> known = arn.flatMap(a -> picture.find(Instance.key(a)));
      if (known.filter(Instance::belongs).isPresent()) {
        found.put(known.get().arn(), known.get());
      } else {
        String name = arn.map(InstanceArn::toString).orElse(reference);
        String reason = known.isPresent() ? "INACTIVE" : "MISSING";
        failures.put(name, Failure.builder().arn(name).reason(reason).build());
      }
    }
    List<Change> changes =
        found.values().stream()
            .filter(instance -> instance.status() != status.get())
            .<Change>map(instance -> new Change.Put(instance.with(status.get())))
            .toList();
    List<Instance> updated =
        found.values().stream()
            .map(i -> i.status() == status.get() ? i : i.with(status.get()))
            .toList();
    return new Outcome.Accepted<>(
        changes, List.of(), new Updated(updated, List.copyOf(failures.values())));
  }

  private static Optional<InstanceStatus> status(@Nullable ContainerInstanceStatus said) {
    if (said == ContainerInstanceStatus.ACTIVE) {
      return Optional.of(InstanceStatus.ACTIVE);
    }
    return said == ContainerInstanceStatus.DRAINING
        ? Optional.of(InstanceStatus.DRAINING)
        : Optional.empty();
  }
}
