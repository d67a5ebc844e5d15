package argosy.domain.cluster;

import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;

/// Decides which INACTIVE clusters are forgotten.
public final class ForgetClusters {
  private ForgetClusters() {}

  /// @param since clusters deleted before it go
  public static Outcome<Integer> decide(Picture picture, Instant since) {
    List<Change> changes =
        picture.by(Cluster.DELETED, "", "").stream()
            .takeWhile(cluster -> deletedBefore(cluster, since))
            .<Change>map(cluster -> new Change.Delete(cluster.key()))
            .toList();
    return new Outcome.Accepted<>(changes, List.of(), changes.size());
  }

  private static boolean deletedBefore(Cluster cluster, Instant since) {
    Instant deletedAt = cluster.deletedAt();
    return deletedAt != null && deletedAt.isBefore(since);
  }
}
