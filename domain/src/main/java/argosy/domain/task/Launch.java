package argosy.domain.task;

import argosy.domain.placement.Reservation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What was asked for when a task was made; only its tags may change later.
///
/// @param group `family:<name>` unless the caller said otherwise
/// @param startedBy the caller's own mark
/// @param reservation what the task takes of its instance until it is STOPPED
/// @param zone where its instance is
/// @param clientToken of the request; repeating it starts nothing new
/// @param digest of the request that brought the token, to tell a repeated one from another; none
///   in documents that are older
/// @param type what kind of instance it is on; EC2 in documents that are older
/// @param capacityProvider through which it got its room; null where a launch type was asked for
/// @param gpus the ids of the GPUs of its instance that each container has, by its name; none in
///   documents that are older
/// @param wire the network interface that the task has to itself; null in other network modes than
///   awsvpc
/// @param platformVersion of Fargate, such as `1.4.0`; null elsewhere
public record Launch(
    String group,
    @Nullable String startedBy,
    TaskOverride overrides,
    List<Tag> tags,
    Reservation reservation,
    String zone,
    @Nullable String clientToken,
    @Nullable String digest,
    LaunchType type,
    @Nullable String capacityProvider,
    Map<String, List<String>> gpus,
    @Nullable Wire wire,
    @Nullable String platformVersion) {

  public Launch {
    type = Objects.requireNonNullElse(type, LaunchType.EC2);
    gpus = Objects.requireNonNullElse(gpus, Map.of());
  }

  /// The ids of the GPUs of all its containers.
  List<String> allGpus() {
    return gpus.isEmpty() ? List.of() : gpus.values().stream().flatMap(List::stream).toList();
  }

  Launch tagged(List<Tag> changed) {
    return new Launch(
        group,
        startedBy,
        overrides,
        changed,
        reservation,
        zone,
        clientToken,
        digest,
        type,
        capacityProvider,
        gpus,
        wire,
        platformVersion);
  }
}
