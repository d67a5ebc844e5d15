package argosy.api.ecs;

import argosy.api.Context;
import argosy.domain.id.ClusterArn;
import argosy.wire.Answer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the two actions about the protection of tasks check alike.
final class Protection {
  private Protection() {}

  /// @param most how many tasks may be named
  static Answer of(
      Context context,
      @Nullable String cluster,
      List<String> tasks,
      int most,
      Function<ClusterArn, Answer> then) {
    if (cluster == null || cluster.isEmpty()) {
      return Context.invalid("cluster is required: the name or ARN of the tasks' cluster.");
    }
    if (tasks.size() > most) {
      return Context.invalid("tasks has at most " + most + " entries, not " + tasks.size() + ".");
    }
    return Named.activeCluster(
        context, cluster, arn -> Named.stray(arn, tasks).orElseGet(() -> then.apply(arn)));
  }
}
