package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateTaskProtectionResponse;

/// Protects tasks of services, or ends that.
final class UpdateTaskProtection implements Action<UpdateTaskProtectionRequest> {

  /// ECS's limit of tasks in a request.
  private static final int TASKS_MAX = 10;

  /// ECS's longest protection: 48 hours.
  private static final int MINUTES_MAX = 2_880;

  @Override
  public Answer perform(UpdateTaskProtectionRequest request, Context context) {
    if (request.protectionEnabled() == null) {
      return Context.invalid("protectionEnabled is required: true or false.");
    }
    if (request.tasks().isEmpty()) {
      return Context.invalid("Tasks cannot be empty.");
    }
    Integer minutes = request.expiresInMinutes();
    if (minutes != null && (minutes < 1 || minutes > MINUTES_MAX)) {
      return Context.invalid(
          "expiresInMinutes must be between 1 and " + MINUTES_MAX + ", not " + minutes + ".");
    }
    return Protection.of(
        context,
        request.cluster(),
        request.tasks(),
        TASKS_MAX,
        cluster ->
            context.ask(
                (picture, now, _) ->
                    argosy.domain.deployment.UpdateTaskProtection.decide(
                        picture,
                        cluster,
                        request.tasks(),
                        request.protectionEnabled(),
                        minutes == null ? null : Duration.ofMinutes(minutes),
                        now),
                done ->
                    UpdateTaskProtectionResponse.builder()
                        .protectedTasks(done.tasks())
                        .failures(done.failures())
                        .build()));
  }
}
