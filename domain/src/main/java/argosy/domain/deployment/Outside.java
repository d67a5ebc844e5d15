package argosy.domain.deployment;

import java.time.Duration;
import java.util.Optional;

/// What deployments ask of the world beside the picture, and what the operator has decided for
/// them.
///
/// @param lostHostsAfter how long a host's agent may be away before the host counts as lost; empty
///   for ever
public record Outside(
    Alarms alarms, LoadBalancing loadBalancing, Optional<Duration> lostHostsAfter) {
  public static final Outside NONE = new Outside(Alarms.NONE, LoadBalancing.AT_ONCE);

  public Outside(Alarms alarms, LoadBalancing loadBalancing) {
    this(alarms, loadBalancing, Optional.empty());
  }

  /// The same, with another limit for hosts that are away.
  public Outside with(Optional<Duration> limit) {
    return new Outside(alarms, loadBalancing, limit);
  }
}
