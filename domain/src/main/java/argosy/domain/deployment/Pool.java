package argosy.domain.deployment;

import argosy.domain.service.Deployment;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tasks that are all to be of one deployment, and as many as the service wants.
record Pool(Deployment deployment, Observed observed) {

  /// The pools of a service: one, or while traffic is shifted the old revision's and the new one's.
  /// The old one's comes first: what does the work is mended before anything new is started.
  static List<Pool> of(Service service, Optional<Rollout> underWay, Observed observed) {
    Deployment primary = service.primary().orElseThrow();
    if (underWay.isEmpty() || underWay.get().isBack()) {
      return List.of(new Pool(primary, observed));
    }
    List<Deployment> wanted =
        service.deployments().stream().filter(d -> underWay.get().wants(d.id())).toList();
    if (wanted.size() < 2) {
      return wanted.stream().map(only -> new Pool(only, observed)).toList();
    }
    Deployment blue = wanted.getLast();
    return List.of(
        new Pool(blue, observed.where(seen -> seen.deployment().equals(blue.name()))),
        new Pool(primary, observed.where(seen -> !seen.deployment().equals(blue.name()))));
  }

  /// Whether enough of its tasks have proved themselves.
  static boolean isFull(Observed observed, String deployment, int desired, Instant now) {
    return observed.count(s -> s.deployment().equals(deployment) && s.isProven(now)) >= desired;
  }
}
