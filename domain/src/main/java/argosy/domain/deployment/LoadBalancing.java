package argosy.domain.deployment;

import argosy.domain.service.Rollout;

/// What shifts the traffic of services. It follows the weights that service deployments ask for
/// ([Rollout#production], [Rollout#test]), and a deployment goes on when it has.
public interface LoadBalancing {

  /// Whether traffic is shared as a service deployment asks.
  boolean hasShifted(Rollout rollout);

  /// Without load balancers nothing has to be waited for.
  LoadBalancing AT_ONCE = _ -> true;
}
