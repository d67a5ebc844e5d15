package argosy.domain.service;

import static argosy.domain.service.CheckService.first;
import static argosy.domain.service.CheckService.known;
import static argosy.domain.service.CheckService.unless;

import argosy.domain.cluster.Cluster;
import argosy.domain.error.EcsError;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;

/// What can be wrong with what is said of a task set.
final class CheckTaskSet {
  private static final double WHOLE = 100;

  private CheckTaskSet() {}

  static Optional<EcsError> complaint(Picture picture, Cluster cluster, CreateTaskSetRequest said) {
    return first(
        () -> CheckService.token(said.clientToken()),
        () ->
            unless(
                said.taskDefinition() != null,
                () ->
                    "taskDefinition is required: the family, family:revision or ARN of a task"
                        + " definition."),
        () -> known("launchType", said.launchTypeAsString(), LaunchType.knownValues()),
        () -> CheckService.launch(said.launchType(), said.capacityProviderStrategy()),
        () -> CheckService.strategy(picture, cluster, said.capacityProviderStrategy(), false),
        () -> said.scale() == null ? Optional.empty() : scale(said.scale()),
        () -> Tags.complaint(said.tags()));
  }

  static Optional<EcsError> scale(@Nullable Scale said) {
    if (said == null) {
      return CheckService.invalid("scale is required: a value from 0 to 100 and the unit PERCENT.");
    }
    double value = value(said);
    return first(
        () -> known("scale.unit", said.unitAsString(), ScaleUnit.knownValues()),
        () ->
            unless(
                value >= 0 && value <= WHOLE,
                () -> "scale.value must be between 0 and 100 percent, not " + value + "."));
  }

  /// As ECS echoes it.
  static Scale spelled(Scale said) {
    return Scale.builder().value(value(said)).unit(ScaleUnit.PERCENT).build();
  }

  private static double value(Scale said) {
    return Objects.requireNonNullElse(said.value(), 0.0);
  }
}
