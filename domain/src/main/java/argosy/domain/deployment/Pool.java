package argosy.domain.deployment;

import argosy.domain.service.Deployment;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tasks that are all to be of one deployment, and as many as the service wants.
///
/// @param beside how many tasks of others are no obstacle to those that are to be started: where
///   traffic is shifted, there is room for two full sets
record Pool(Deployment deployment, Observed observed, int beside) {

  /// The pools of a service: one, or while traffic is shifted the old revision's and the new one's.
  /// The old one's comes first: what does the work is mended before anything new is started.
  static List<Pool> of(Service service, Optional<Rollout> underWay, Observed observed) {
    Deployment primary = service.primary().orElseThrow();
    boolean shifts = underWay.filter(Rollout::isShifting).isPresent();
    if (underWay.isEmpty() || underWay.get().isBack()) {
      return List.of(all(primary, observed, shifts));
    }
    List<Deployment> wanted =
        service.deployments().stream().filter(d -> underWay.get().wants(d.id())).toList();
    if (wanted.size() < 2) {
      return wanted.stream().map(only -> all(only, observed, shifts)).toList();
    }
    Deployment blue = wanted.getLast();
    return List.of(
        new Pool(blue, observed.where(seen -> seen.deployment().equals(blue.name())), 0),
        all(primary, observed.where(seen -> !seen.deployment().equals(blue.name())), true));
  }

  private static Pool all(Deployment deployment, Observed observed, boolean shifts) {
    int others = observed.count(s -> s.takesRoom() && !s.deployment().equals(deployment.name()));
    return new Pool(deployment, observed, shifts ? others : 0);
  }

  /// What holds for it, of what holds for the service.
  Limits limits(Limits all) {
    return new Limits(all.desired(), all.least(), all.most() + beside);
  }

  /// Whether enough of its tasks have proved themselves.
  static boolean isFull(Observed observed, String deployment, int desired, Instant now) {
    return observed.count(s -> s.deployment().equals(deployment) && s.isProven(now)) >= desired;
  }
}
