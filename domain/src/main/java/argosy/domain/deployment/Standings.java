package argosy.domain.deployment;

import argosy.domain.service.Service;
import argosy.domain.service.ServiceAction;
import argosy.domain.service.ServiceChanges;
import java.time.Duration;
import java.time.Instant;

/// Says of services that they are steady, as ECS does.
final class Standings {

  /// As long as ECS stays silent about a service that stays steady.
  private static final Duration STEADY_AGAIN = Duration.ofHours(6);

  private Standings() {}

  /// @param steady whether it is now
  static void say(ServiceChanges changes, boolean steady) {
    Service service = changes.service();
    Instant now = changes.now();
    Instant said = service.standing().steadyAt();
    if (steady && (said == null || !now.isBefore(said.plus(STEADY_AGAIN)))) {
      changes.service(service.with(service.standing().steady(now)));
      changes.event("has reached a steady state.", ServiceAction.SERVICE_STEADY_STATE);
    } else if (!steady && said != null) {
      changes.service(service.with(service.standing().unsteady()));
    }
  }
}
