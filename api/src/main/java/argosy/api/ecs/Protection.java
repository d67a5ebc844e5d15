package argosy.api.ecs;

import argosy.api.Context;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.TaskArn;
import argosy.domain.task.Task;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Protection from a service's scaling in. Only tasks of services have it, and there are no
/// services yet: each task that is asked about is a failure.
final class Protection {
  private Protection() {}

  /// @param most how many tasks may be named
  static Answer of(
      Context context,
      @Nullable String cluster,
      List<String> tasks,
      int most,
      Function<List<Failure>, Answer> reply) {
    if (cluster == null || cluster.isEmpty()) {
      return Context.invalid("cluster is required: the name or ARN of the tasks' cluster.");
    }
    if (tasks.size() > most) {
      return Context.invalid("tasks has at most " + most + " entries, not " + tasks.size() + ".");
    }
    return Named.activeCluster(
        context,
        cluster,
        arn ->
            Named.stray(arn, tasks)
                .orElseGet(() ->
                    reply.apply(tasks.stream().map(task -> failure(context, arn, task)).toList())));
  }

  private static Failure failure(Context context, ClusterArn cluster, String reference) {
    Optional<TaskArn> arn = TaskArn.parse(cluster, reference);
    return arn.flatMap(known -> context.picture().find(Task.key(known)))
        .map(task ->
            Failure.builder()
                .arn(task.arn().toString())
                .reason("TASK_NOT_VALID")
                .detail("Only tasks of a service can be protected.")
                .build())
        .orElseGet(() -> Views.missing(arn.map(TaskArn::toString).orElse(reference)));
  }
}
