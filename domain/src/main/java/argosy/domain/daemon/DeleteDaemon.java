package argosy.domain.daemon;

import argosy.domain.error.EcsError;
import argosy.domain.id.DaemonArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Optional;

/// Decides what deleting a daemon means: its tasks stop, and it is gone when the last one has.
public final class DeleteDaemon {
  private DeleteDaemon() {}

  public static Outcome<Daemon> decide(Picture picture, DaemonArn arn, Instant now) {
    Optional<Daemon> found = picture.find(Daemon.key(arn));
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.DaemonNotFound());
    }
    if (!found.get().isActive()) {
      return Outcome.refused(new EcsError.DaemonNotActive());
    }
    Daemon deleting = found.get().deleting(now);
    return Outcome.put(deleting, deleting);
  }
}
