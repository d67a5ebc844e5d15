package argosy.api.ecs;

import argosy.api.Context;
import argosy.api.Members;
import argosy.wire.Answer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What a request may override of a definition so far: command and environment of its containers.
final class Overrides {
  private Overrides() {}

  static Optional<Answer> complaint(@Nullable TaskOverride overrides) {
    if (overrides == null) {
      return Optional.empty();
    }
    return Members.refuseOthers(overrides, "containerOverrides")
        .or(() ->
            overrides.containerOverrides().stream()
                .map(Overrides::complaint)
                .flatMap(Optional::stream)
                .findFirst());
  }

  private static Optional<Answer> complaint(ContainerOverride override) {
    if (override.name() == null) {
      return Optional.of(
          Context.invalid("Each of containerOverrides needs the name of its container."));
    }
    return Members.refuseOthers(override, "name", "command", "environment");
  }
}
