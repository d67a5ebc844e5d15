package argosy.domain.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/// How far a service deployment has come.
///
/// @param traffic how it is meant to be shared at this moment
/// @param watch of its alarms; null if it has none, or before they were looked at
public record Course(Stage stage, Traffic traffic, @Nullable Watch watch) {
  private static final double ALL = 100;

  /// @param since when it began; of a shift in steps, when the last step was done, and where a hook
  ///   was waited for, when it was answered
  /// @param shifts how many of the steps of its traffic are done
  /// @param asked whether the hooks before it, or before its next step, were asked
  public record Stage(
      ServiceDeploymentLifecycleStage name, Instant since, int shifts, boolean asked) {}

  /// Who gets the traffic: what the new revision doesn't get is the old one's.
  ///
  /// @param blue the id of the old revision, to which it goes back; null if there is none
  /// @param production percent of it that the new revision is to get
  /// @param test percent of it that the new revision is to get
  public record Traffic(@Nullable String blue, double production, double test) {}

  /// @param triggered the alarms that ended the deployment
  public record Watch(ServiceDeploymentRollbackMonitorsStatus status, List<String> triggered) {
    public Watch {
      triggered = List.copyOf(triggered);
    }
  }

  static Course begun(@Nullable String blue, Instant now) {
    return new Course(
        new Stage(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE, now, 0, false),
        new Traffic(blue, 0, 0),
        null);
  }

  Course at(ServiceDeploymentLifecycleStage name, Instant now) {
    return new Course(new Stage(name, now, 0, false), traffic, watch);
  }

  /// The hooks of the stage, or of its next step, are asked.
  Course asked() {
    return new Course(new Stage(stage.name, stage.since, stage.shifts, true), traffic, watch);
  }

  /// What held it up is over.
  Course released(Instant now) {
    return new Course(new Stage(stage.name, now, stage.shifts, stage.asked), traffic, watch);
  }

  /// With one step of production traffic more.
  Course producing(double percent, Instant now) {
    return new Course(
        new Stage(stage.name, now, stage.shifts + 1, false),
        new Traffic(traffic.blue, percent, traffic.test),
        watch);
  }

  /// With all test traffic on the new revision.
  Course tested(Instant now) {
    return new Course(
        new Stage(stage.name, now, stage.shifts + 1, false),
        new Traffic(traffic.blue, traffic.production, ALL),
        watch);
  }

  /// All traffic is the old revision's at once, and what is left is to clean up.
  Course back(Instant now) {
    return new Course(
        new Stage(ServiceDeploymentLifecycleStage.CLEAN_UP, now, 0, false),
        new Traffic(traffic.blue, 0, 0),
        watch);
  }

  Course with(Watch changed) {
    return new Course(stage, traffic, changed);
  }
}
