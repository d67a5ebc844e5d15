package argosy.agent.task;

import argosy.wire.acs.PayloadTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  public record ContainerView(
      PayloadTask.Container spec,
      String metadataId,
      String dockerName,
      @Nullable String dockerId,
      String known,
      @Nullable Integer exitCode) {}

  static TaskView of(TaskState task, Place place) {
    return new TaskView(
        task.payload(),
        place.cluster(),
        task.stopping() ? "STOPPED" : "RUNNING",
        task.known().name(),
        task.times().pullStarted(),
        task.times().pullStopped(),
        task.times().executionStopped(),
        task.members().stream()
            .map(c ->
                new ContainerView(
                    c.spec(),
                    place.metadata().id(task.arn(), c.name()),
                    c.dockerName(),
                    c.id(),
                    c.known().name(),
                    c.exitCode()))
            .toList());
  }

  /// The container of the task that asks under an id.
  public Optional<ContainerView> container(String metadataId) {
    return containers.stream().filter(c -> c.metadataId().equals(metadataId)).findFirst();
  }
}
