package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;

/// Decides what deleting a managed policy means: refused as long as it is attached.
public final class DeletePolicy {
  private DeletePolicy() {}

  public static Outcome<ManagedPolicy> decide(Picture picture, String arn) {
    Optional<ManagedPolicy> found = ManagedPolicy.find(picture, arn);
    if (found.isEmpty()) {
      return Outcome.refused(IamErrors.noPolicy(arn));
    }
    ManagedPolicy policy = found.get();
    if (AwsManaged.isOne(policy)) {
      return Outcome.refused(
          new EcsError.AccessDenied(
              "Policies of AWS's own, such as " + arn + ", can't be deleted."));
    }
    return policy.attachments(picture) > 0
        ? Outcome.refused(IamErrors.conflict("Cannot delete a policy attached to entities."))
        : new Outcome.Accepted<>(List.of(new Change.Delete(policy.key())), List.of(), policy);
  }
}
