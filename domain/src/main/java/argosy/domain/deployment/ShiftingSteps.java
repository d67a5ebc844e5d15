package argosy.domain.deployment;

import argosy.domain.service.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;

/// In which steps production traffic is shifted.
///
/// @param percents what the new revision has after each step; the last is 100
/// @param bake how long each but the last is looked at
record ShiftingSteps(List<Double> percents, Duration bake) {
  private static final double ALL = 100;

  /// ECS's defaults.
  private static final double LINEAR_PERCENT = 10;

  private static final int LINEAR_BAKE_MINUTES = 6;
  private static final double CANARY_PERCENT = 5;
  private static final int CANARY_BAKE_MINUTES = 10;

  /// The least that ECS takes, so that there is an end to the steps.
  private static final double LINEAR_PERCENT_LEAST = 3;

  /// Percents that differ by less are one.
  private static final double NOTHING = 0.001;

  private static final ShiftingSteps ONE = new ShiftingSteps(List.of(ALL), Duration.ZERO);

  /// Where there is no old revision all of it goes at once.
  static ShiftingSteps of(Rollout rollout) {
    if (rollout.blue().isEmpty()) {
      return ONE;
    }
    return switch (rollout.configuration().strategy()) {
      case LINEAR -> linear(rollout.configuration().linearConfiguration());
      case CANARY -> canary(rollout.configuration().canaryConfiguration());
      case ROLLING, BLUE_GREEN, UNKNOWN_TO_SDK_VERSION -> ONE;
    };
  }

  private static ShiftingSteps linear(@Nullable LinearConfiguration said) {
    @Nullable Double percent = said == null ? null : said.stepPercent();
    @Nullable Integer minutes = said == null ? null : said.stepBakeTimeInMinutes();
    double step =
        Math.max(LINEAR_PERCENT_LEAST, Objects.requireNonNullElse(percent, LINEAR_PERCENT));
    List<Double> percents = new ArrayList<>();
    for (int i = 1; i * step < ALL - NOTHING; i++) {
      percents.add(i * step);
    }
    percents.add(ALL);
    return new ShiftingSteps(percents, minutes(minutes, LINEAR_BAKE_MINUTES));
  }

  private static ShiftingSteps canary(@Nullable CanaryConfiguration said) {
    @Nullable Double percent = said == null ? null : said.canaryPercent();
    @Nullable Integer minutes = said == null ? null : said.canaryBakeTimeInMinutes();
    double first = Objects.requireNonNullElse(percent, CANARY_PERCENT);
    return new ShiftingSteps(
        first < ALL - NOTHING ? List.of(first, ALL) : List.of(ALL),
        minutes(minutes, CANARY_BAKE_MINUTES));
  }

  private static Duration minutes(@Nullable Integer said, int otherwise) {
    return Duration.ofMinutes(Objects.requireNonNullElse(said, otherwise));
  }
}
