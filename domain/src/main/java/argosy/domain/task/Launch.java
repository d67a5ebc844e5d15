package argosy.domain.task;

import argosy.domain.placement.Reservation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What was asked for when a task was made; only its tags may change later.
///
/// @param group `family:<name>` unless the caller said otherwise
/// @param startedBy the caller's own mark
/// @param reservation what the task takes of its instance until it is STOPPED
/// @param zone where its instance is
/// @param clientToken of the request; repeating it starts nothing new
public record Launch(
    String group,
    @Nullable String startedBy,
    TaskOverride overrides,
    List<Tag> tags,
    Reservation reservation,
    String zone,
    @Nullable String clientToken) {

  Launch tagged(List<Tag> changed) {
    return new Launch(group, startedBy, overrides, changed, reservation, zone, clientToken);
  }
}
