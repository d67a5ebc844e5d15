package argosy.domain.cluster;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/// From where a cluster's tasks may get their room.
///
/// @param providers names of capacity providers, in the order in which they were said
/// @param strategy for tasks that ask for none of their own
public record ClusterCapacity(List<String> providers, List<CapacityProviderStrategyItem> strategy) {

  /// Of a cluster for which none was said.
  public static final ClusterCapacity NONE = new ClusterCapacity(List.of(), List.of());

  public ClusterCapacity {
    providers = List.copyOf(providers);
    strategy = List.copyOf(strategy);
  }
}
