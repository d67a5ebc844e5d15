package argosy.domain.capacity;

import argosy.domain.error.EcsError;
import argosy.domain.id.CapacityProviderArn;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;

/// Decides what deleting a capacity provider means: refused while a cluster has it, else it is gone
/// at once.
public final class DeleteCapacityProvider {
  private DeleteCapacityProvider() {}

  /// @param user a cluster that has it
  public static Outcome<CapacityProvider> decide(
      Picture picture, CapacityProviderArn arn, Optional<ClusterArn> user) {
    if (CapacityProvider.find(picture, arn.name())
        .filter(CapacityProvider::isFargate)
        .isPresent()) {
      return Outcome.refused(
          new EcsError.Client(
              "The specified capacity provider is reserved and cannot be deleted: "
                  + arn.name()
                  + "."));
    }
    Optional<CapacityProvider> found = picture.find(CapacityProvider.key(arn));
    if (found.isEmpty()) {
      return Outcome.refused(missing());
    }
    if (user.isPresent()) {
      return Outcome.refused(
          new EcsError.Client(
              "The capacity provider cannot be deleted because it is associated with cluster: "
                  + user.get().name()
                  + ". Remove the capacity provider from the cluster and try again."));
    }
    return new Outcome.Accepted<>(
        List.of(new Change.Delete(found.get().key())), List.of(), found.get());
  }

  static EcsError missing() {
    return new EcsError.Client(
        "The specified capacity provider does not exist. Specify a valid name or ARN and try"
            + " again.");
  }
}
