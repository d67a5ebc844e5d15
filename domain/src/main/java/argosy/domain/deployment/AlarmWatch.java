package argosy.domain.deployment;

import argosy.domain.service.Course.Watch;
import argosy.domain.service.Rollout;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentRollbackMonitorsStatus;

/// How a service deployment watches its alarms. Those that are in ALARM when it begins are not
/// watched, as with ECS: it may be there to mend what they are about.
final class AlarmWatch {
  private AlarmWatch() {}

  static List<String> names(Rollout rollout) {
    DeploymentAlarms alarms = rollout.configuration().alarms();
    return alarms == null || !Boolean.TRUE.equals(alarms.enable())
        ? List.of()
        : alarms.alarmNames();
  }

  static boolean goesBack(Rollout rollout) {
    DeploymentAlarms alarms = rollout.configuration().alarms();
    return alarms != null && Boolean.TRUE.equals(alarms.rollback());
  }

  static boolean isOn(Rollout rollout) {
    return is(rollout, ServiceDeploymentRollbackMonitorsStatus.MONITORING);
  }

  static boolean isTriggered(Rollout rollout) {
    return is(rollout, ServiceDeploymentRollbackMonitorsStatus.TRIGGERED);
  }

  private static boolean is(Rollout rollout, ServiceDeploymentRollbackMonitorsStatus status) {
    Watch watch = rollout.course().watch();
    return watch != null && watch.status() == status;
  }

  /// As it is after a look at the alarms; the same if nothing changes.
  static Rollout look(Rollout rollout, Alarms alarms, Instant now) {
    List<String> names = names(rollout);
    boolean begins = rollout.course().watch() == null;
    if (names.isEmpty() || rollout.isBack() || !(begins || isOn(rollout))) {
      return rollout;
    }
    List<String> ringing = alarms.ringing(rollout.arn().service().cell(), names);
    if (begins) {
      var status =
          ringing.isEmpty()
              ? ServiceDeploymentRollbackMonitorsStatus.MONITORING
              : ServiceDeploymentRollbackMonitorsStatus.DISABLED;
      return rollout.with(new Watch(status, List.of()), now);
    }
    return ringing.isEmpty()
        ? rollout
        : rollout.with(new Watch(ServiceDeploymentRollbackMonitorsStatus.TRIGGERED, ringing), now);
  }

  /// Nothing is watched after the end.
  static Rollout ended(Rollout rollout, Instant now) {
    return isOn(rollout)
        ? rollout.with(
            new Watch(ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE, List.of()), now)
        : rollout;
  }
}
