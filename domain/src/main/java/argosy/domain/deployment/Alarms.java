package argosy.domain.deployment;

import argosy.domain.id.CellId;
import java.time.Duration;
import java.util.List;

/// What is known of the alarms that deployments name. Metrics fill it; without them no alarm ever
/// is in ALARM.
public interface Alarms {

  /// Which of some alarms are in ALARM now.
  ///
  /// @param names as the deployment configuration has them
  List<String> ringing(CellId cell, List<String> names);

  /// How long these alarms may take to notice what is wrong: the longest of their periods, as often
  /// as they evaluate it. So long a rolling deployment is watched after its last task was replaced.
  Duration slowest(CellId cell, List<String> names);

  /// No alarms.
  Alarms NONE =
      new Alarms() {
        @Override
        public List<String> ringing(CellId cell, List<String> names) {
          return List.of();
        }

        @Override
        public Duration slowest(CellId cell, List<String> names) {
          return Duration.ZERO;
        }
      };
}
