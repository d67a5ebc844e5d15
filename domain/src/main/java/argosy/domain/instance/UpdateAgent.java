package argosy.domain.instance;

import argosy.domain.error.EcsError;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.state.Picture;

/// Decides what it means that an instance's agent is to be updated: always a refusal, because an
/// agent is updated by whoever put it on its host.
public final class UpdateAgent {
  private UpdateAgent() {}

  /// Why not.
  ///
  /// @param reference the caller's name for the instance
  public static EcsError refusal(Picture picture, ClusterArn cluster, String reference) {
    return InstanceArn.parse(cluster, reference)
        .flatMap(arn -> Instance.member(picture, arn))
        .<EcsError>map(instance ->
            instance.versions().agentVersion() == null
                ? new EcsError.MissingVersion()
                : new EcsError.NoUpdateAvailable())
        .orElseGet(() -> EcsError.InvalidParameter.noInstance(reference));
  }
}
