package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A task as it is at one moment, for those who ask the agent about it.
///
/// @param cluster as configured: a name or an ARN
/// @param desired `RUNNING` or `STOPPED`
/// @param known how far its slowest container is
public record TaskView(
    PayloadTask payload,
    String cluster,
    String desired,
    String known,
    @Nullable Instant pullStarted,
    @Nullable Instant pullStopped,
    @Nullable Instant executionStopped,
    List<ContainerView> containers) {

  public TaskView {
    containers = List.copyOf(containers);
  }

  /// @param metadataId under which it asks about itself
  /// @param dockerId null before it is made
  /// @param known `NONE`, `PULLED`, `CREATED`, `RUNNING` or `STOPPED`
  /// @param exitCode null while it lives
  /// @param restarts how often it was started again in its place
  /// @param health `HEALTHY`, `UNHEALTHY` or `UNKNOWN`; null for one without a health check
  /// @param healthSince null before the first check has ended
  public record ContainerView(
      PayloadTask.Container spec,
      String metadataId,
      String dockerName,
      @Nullable String dockerId,
      String known,
      @Nullable Integer exitCode,
      int restarts,
      @Nullable String health,
      @Nullable Instant healthSince) {}

  static TaskView of(TaskState task, Place place) {
    return new TaskView(
        task.payload(),
        place.cluster(),
        task.stopping() ? "STOPPED" : "RUNNING",
        task.known().name(),
        task.times().pullStarted(),
        task.times().pullStopped(),
        task.times().executionStopped(),
        task.members().stream().map(c -> of(task, c, place)).toList());
  }

  private static ContainerView of(TaskState task, ContainerState container, Place place) {
    return new ContainerView(
        container.spec(),
        place.metadata().id(task.arn(), container.name()),
        container.dockerName(),
        container.id(),
        container.known().name(),
        container.exitCode(),
        container.life().restarts(),
        container.hasHealth() ? container.life().health().name() : null,
        container.life().healthSince());
  }

  /// Whether an id is that of credentials of one of its roles.
  public boolean uses(String credentialsId) {
    return Stream.of(payload.roleCredentials(), payload.executionRoleCredentials())
        .anyMatch(role -> role != null && role.credentialsId().equals(credentialsId));
  }

  /// The container of the task that asks under an id.
  public Optional<ContainerView> container(String metadataId) {
    return containers.stream().filter(c -> c.metadataId().equals(metadataId)).findFirst();
  }

  /// The container of the task that the engine knows by an id.
  public Optional<ContainerView> inEngine(String dockerId) {
    return containers.stream().filter(c -> dockerId.equals(c.dockerId())).findFirst();
  }
}
