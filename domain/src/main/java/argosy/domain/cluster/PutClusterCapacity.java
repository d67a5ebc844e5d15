package argosy.domain.cluster;

import argosy.domain.capacity.Strategy;
import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/// Decides what giving a cluster its capacity providers means: they and the default strategy
/// replace what it had.
public final class PutClusterCapacity {
  private PutClusterCapacity() {}

  /// @param providers names
  public static Outcome<Cluster> decide(
      Picture picture,
      ClusterArn arn,
      List<String> providers,
      List<CapacityProviderStrategyItem> strategy) {
    Optional<Cluster> found = Cluster.active(picture, arn);
    if (found.isEmpty()) {
      return Outcome.refused(new EcsError.ClusterNotFound());
    }
    Optional<EcsError> wrong = CheckCluster.capacity(picture, providers, strategy);
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    Cluster before = found.get();
    Cluster after = before.with(new ClusterCapacity(providers, Strategy.echo(strategy)));
    return after.equals(before) ? Outcome.unchanged(before) : Outcome.put(after, after);
  }
}
