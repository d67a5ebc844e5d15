package argosy.domain.deployment;

import argosy.domain.service.Deployment;
import argosy.domain.service.Service;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When something of a service comes true by the mere passing of time.
final class Moments {
  private Moments() {}

  /// The first moment after now at which a task proves itself, loses its protection or its excuse,
  /// or a deployment may try again.
  static Optional<Instant> next(Observed observed, Service service, Instant now) {
    @Nullable Instant first = later(observed.graceEnds(), now);
    for (Seen seen : observed.tasks()) {
      first = earlier(first, later(seen.provenAt(), now));
      first = earlier(first, later(seen.task().protectedUntil(), now));
    }
    for (Deployment deployment : service.deployments()) {
      first = earlier(first, later(deployment.trial().retryAt(), now));
    }
    return Optional.ofNullable(first);
  }

  /// The earlier of two moments, as far as there are any.
  static Optional<Instant> first(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }

  private static @Nullable Instant later(@Nullable Instant moment, Instant now) {
    return moment != null && moment.isAfter(now) ? moment : null;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
