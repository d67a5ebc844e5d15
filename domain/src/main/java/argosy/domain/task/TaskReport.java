package argosy.domain.task;

import argosy.domain.id.TaskArn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;

/// What an agent says of a task.
///
/// @param status `PENDING`, `RUNNING` or `STOPPED`; RUNNING also carries mere changes of containers
/// @param reason only for what failed on the agent's side
/// @param containers in the order in which it happened; one container may be there twice
public record TaskReport(
    TaskArn task,
    String status,
    @Nullable String reason,
    List<ContainerStateChange> containers,
    @Nullable Instant pullStartedAt,
    @Nullable Instant pullStoppedAt,
    @Nullable Instant executionStoppedAt) {}
