package argosy.domain.deployment;

import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides what stopping a service deployment means: it goes back to the revision that was last
/// deployed in full, or stays where it is and starts no more tasks.
public final class StopServiceDeployment {
  private StopServiceDeployment() {}

  /// @param goesBack whether it goes back where it came from
  /// @param caller the ARN of who stops it
  public static Outcome<Rollout> decide(
      Picture picture,
      ServiceDeploymentArn arn,
      boolean goesBack,
      String caller,
      Instant now,
      RandomGenerator random) {
    Optional<Rollout> found = picture.find(Rollout.key(arn));
    Optional<Service> service = Service.living(picture, arn.service());
    if (found.isEmpty() || service.isEmpty()) {
      return Outcome.refused(new EcsError.ServiceDeploymentNotFound());
    }
    Rollout rollout = found.get();
    Optional<EcsError> wrong = complaint(service.get(), rollout, goesBack);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Rollout asked = rollout.stopRequested(now);
    var changes = ServiceChanges.of(service.get(), now, random);
    String cause = "a StopServiceDeployment request of " + caller + ".";
    Ends.fail(picture.apply(new Change.Put(asked)), changes, "stopped", cause, goesBack);
    return changes.outcome(asked);
  }

  private static Optional<EcsError> complaint(Service service, Rollout rollout, boolean goesBack) {
    if (rollout.isOver()) {
      return conflict(
          "The service deployment is " + rollout.status() + " already and can't be stopped.");
    }
    if (rollout.isBack() && goesBack) {
      return conflict("The service deployment is rolling back already.");
    }
    String completed = service.completed();
    boolean hasBefore = completed != null && !completed.equals(rollout.target());
    return goesBack && !hasBefore
        ? conflict(
            "The service has no earlier service revision to roll back to. Stop the service"
                + " deployment with stopType ABORT, or update the service.")
        : Optional.empty();
  }

  private static Optional<EcsError> conflict(String message) {
    return Optional.of(new EcsError.Conflict(message, List.of()));
  }
}
