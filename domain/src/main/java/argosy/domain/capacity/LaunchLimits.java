package argosy.domain.capacity;

import argosy.domain.error.EcsError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/// What of a request only Fargate, or only instances can take.
///
/// @param placed whether it has placement constraints or strategies
/// @param published whether its tasks are to have public addresses
/// @param platformVersion of Fargate; null where nothing is said
public record LaunchLimits(boolean placed, boolean published, @Nullable String platformVersion) {

  public static final LaunchLimits NONE = new LaunchLimits(false, false, null);

  public static LaunchLimits of(
      boolean placed, @Nullable NetworkConfiguration network, @Nullable String platformVersion) {
    boolean published =
        network != null
            && network.awsvpcConfiguration() != null
            && network.awsvpcConfiguration().assignPublicIp() == AssignPublicIp.ENABLED;
    return new LaunchLimits(placed, published, platformVersion);
  }

  /// What is said that tasks can't have there.
  public Optional<EcsError> complaint(boolean fargate) {
    if (fargate) {
      return placed
          ? wrong(
              "Placement constraints and strategies are not supported with FARGATE launch type.")
          : Platform.complaint(platformVersion).map(EcsError.PlatformUnknown::new);
    }
    if (published) {
      return wrong("Assign public IP is not supported for this launch type.");
    }
    return platformVersion == null
        ? Optional.empty()
        : wrong("The platform version must be null when specifying an EC2 launch type.");
  }

  private static Optional<EcsError> wrong(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
