package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.TaskArn;
import argosy.domain.task.Task;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskField;

/// Describes tasks of a cluster by id or ARN; also stopped ones, as long as they are remembered.
final class DescribeTasks implements Action<DescribeTasksRequest> {

  @Override
  public Answer perform(DescribeTasksRequest request, Context context) {
    int wanted = request.tasks().size();
    if (wanted == 0) {
      return Context.invalid("Tasks cannot be empty.");
    }
    if (wanted > Named.DESCRIBED_MAX) {
      return Context.invalid("tasks has at most 100 entries, not " + wanted + ".");
    }
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster ->
            Named.stray(cluster, request.tasks())
                .orElseGet(() -> describe(request, cluster, context)));
  }

  private static Answer describe(
      DescribeTasksRequest request, ClusterArn cluster, Context context) {
    var view = new TaskView(context.picture(), request.include().contains(TaskField.TAGS));
    var found = new ArrayList<software.amazon.awssdk.services.ecs.model.Task>();
    var failures = new ArrayList<Failure>();
    for (String reference : request.tasks()) {
      Optional<TaskArn> arn = TaskArn.parse(cluster, reference);
      Optional<Task> task = arn.flatMap(a -> context.picture().find(Task.key(a)));
      if (task.isPresent()) {
        found.add(view.of(task.get()));
      } else {
        failures.add(Views.missing(arn.map(TaskArn::toString).orElse(reference)));
      }
    }
    return Context.reply(DescribeTasksResponse.builder().tasks(found).failures(failures).build());
  }
}
