package argosy.domain.deployment;

import argosy.domain.id.InstanceArn;
import argosy.domain.placement.Veto;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Picture;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a pass over a DAEMON does in its own way: there is a task for each instance, so instances
/// are gone through instead of counts.
final class DaemonPass {

  /// So many instances are named in a complaint; of more, it says how many.
  private static final int NAMED_MAX = 5;

  private static final Comparator<InstanceArn> BY_ID = Comparator.comparing(InstanceArn::id);

  private final ServiceChanges changes;
  private final Carrying carrying;
  private final Optional<Stations> stations;

  /// Of which deployment they are; a pass may turn to another one.
  private final String seen;

  private final Limits limits;

  private DaemonPass(Picture picture, ServiceChanges changes) {
    this.changes = changes;
    this.carrying = new Carrying(picture, changes);
    this.stations = carrying.stations();
    Service service = changes.service();
    this.seen = service.primary().orElseThrow().name();
    int desired = stations.map(Stations::desired).orElseGet(service::desired);
    this.limits = Limits.of(desired, service.spec().deploymentConfiguration());
    if (desired != service.desired()) {
      changes.service(service.with(service.spec().toBuilder().desiredCount(desired).build()));
    }
  }

  /// Null if the service isn't a DAEMON, or goes.
  static @Nullable DaemonPass of(Picture picture, ServiceChanges changes) {
    Service service = changes.service();
    return service.isDaemon() && service.status() == ServiceStatus.ACTIVE
        ? new DaemonPass(picture, changes)
        : null;
  }

  /// Of as many tasks as there are instances for them.
  Limits limits() {
    return limits;
  }

  /// @return whether some is left for the next pass
  boolean act(Observed observed, boolean mayStart) {
    String primary = changes.service().primary().orElseThrow().name();
    Optional<Stations> now = primary.equals(seen) ? stations : carrying.stations();
    return now.isPresent() && act(observed, now.get(), primary, mayStart);
  }

  private boolean act(Observed observed, Stations ground, String primary, boolean mayStart) {
    DaemonPlan plan = ground.plan(observed.tasks(), primary, limits.least(), mayStart);
    carrying.stop(plan.stops());
    Map<InstanceArn, Veto> vetoes = new LinkedHashMap<>();
    if (mayStart) {
      vetoes.putAll(carrying.start(plan.starts(), ground));
      vetoes.putAll(ground.cramped(observed.tasks(), primary));
    }
    if (!vetoes.isEmpty()) {
      complain(vetoes);
    } else if (isStuck(observed, primary)) {
      carrying.complain(
          "limits",
          "was unable to stop or start tasks during a deployment because of the service"
              + " deployment configuration. Update the minimumHealthyPercent or maximumPercent"
              + " value and try again.");
    } else {
      carrying.content();
    }
    return carrying.isCut();
  }

  /// An old task would have to go first, and none may.
  private boolean isStuck(Observed observed, String primary) {
    return limits.isStuck()
        && carrying.isIdle()
        && observed.count(s -> s.isAlive() && !s.evicted() && !s.deployment().equals(primary)) > 0;
  }

  /// Each instance is named once, until others are in the way.
  private void complain(Map<InstanceArn, Veto> vetoes) {
    List<Map.Entry<InstanceArn, Veto>> all =
        vetoes.entrySet().stream().sorted(Map.Entry.comparingByKey(BY_ID)).toList();
    String about =
        all.stream()
            .limit(NAMED_MAX)
            .map(entry -> entry.getKey().id() + " " + entry.getValue().reason())
            .collect(Collectors.joining(", "));
    String named =
        all.stream()
            .limit(NAMED_MAX)
            .map(entry ->
                "(container-instance "
                    + entry.getKey().id()
                    + ") "
                    + Closest.words(entry.getValue()))
            .collect(Collectors.joining(" "));
    String more = all.size() > NAMED_MAX ? " And " + (all.size() - NAMED_MAX) + " more." : "";
    carrying.unplaced(
        about + more,
        "was unable to place a task on %d of %d container instances: %s%s"
            .formatted(all.size(), limits.desired(), named, more));
  }
}
