package argosy.domain.deployment;

import argosy.domain.id.ServiceArn;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides the next steps of a service towards what it is meant to be. It is asked whenever
/// something happened to the service, its tasks or the instances, and sometimes for nothing; it
/// looks at everything each time, so that nothing has to be remembered of what happened.
public final class ReconcileService {
  private ReconcileService() {}

  /// @param again when to look once more if nothing happens before; empty if that is not needed
  /// @param more whether the pass reached its limit; what it did calls for the next one
  public record Reconciled(Optional<Instant> again, boolean more) {
    static final Reconciled DONE = new Reconciled(Optional.empty(), false);
  }

  public static Outcome<Reconciled> decide(
      Picture picture, ServiceArn arn, Instant now, RandomGenerator random) {
    return decide(picture, arn, Outside.NONE, now, random);
  }

  /// @param outside what is so beside the picture
  public static Outcome<Reconciled> decide(
      Picture picture, ServiceArn arn, Outside outside, Instant now, RandomGenerator random) {
    Optional<Service> found = Service.living(picture, arn);
    if (found.isEmpty()) {
      return Outcome.unchanged(Reconciled.DONE);
    }
    var changes = ServiceChanges.of(found.get(), now, random);
    Reconciled reconciled =
        isBySets(found.get())
            ? new SetsPass(picture, changes, outside).perform()
            : new Pass(picture, changes, outside).perform();
    return changes.outcome(reconciled);
  }

  /// Whether its task sets say what it has. A deleted one only has to end.
  private static boolean isBySets(Service service) {
    return !service.isRolled() && service.status() == ServiceStatus.ACTIVE;
  }
}
