package argosy.domain.service;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides which INACTIVE services are forgotten, and with them their revisions, deployments and
/// events: those that were deleted longer ago than they stay visible.
public final class ForgetServices {

  /// A pass forgets about so many things, so that a sweep never holds up the cell; the next one
  /// goes on. One service has a few hundred at most.
  static final int PASS_MAX = 1_000;

  private ForgetServices() {}

  /// @param since services that became INACTIVE before are forgotten
  /// @return how many services
  public static Outcome<Integer> decide(Picture picture, Instant since) {
    List<Change> changes = new ArrayList<>();
    int services = 0;
    for (Service service : picture.by(Service.DELETED, "", "")) {
      Instant deletedAt = service.deletedAt();
      if (deletedAt == null || !deletedAt.isBefore(since) || changes.size() >= PASS_MAX) {
        break;
      }
      changes.addAll(Rollouts.erased(picture, service));
      changes.add(new Change.Delete(service.key()));
      services++;
    }
    return new Outcome.Accepted<>(changes, List.of(), services);
  }
}
