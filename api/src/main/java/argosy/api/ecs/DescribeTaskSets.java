package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceArn;
import argosy.domain.id.TaskSetArn;
import argosy.domain.service.Service;
import argosy.domain.service.TaskSet;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskSetsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.TaskSetField;

/// Describes task sets of a service by id or ARN, or all that it has.
final class DescribeTaskSets implements Action<DescribeTaskSetsRequest> {

  @Override
  public Answer perform(DescribeTaskSetsRequest request, Context context) {
    return Named.service(
        context,
        request.cluster(),
        request.service(),
        arn ->
            Named.activeCluster(
                context,
                arn.cluster(),
                _ ->
                    Service.living(context.picture(), arn).isPresent()
                        ? describe(request, arn, context)
                        : Context.refuse(new EcsError.ServiceNotFound())));
  }

  private static Answer describe(
      DescribeTaskSetsRequest request, ServiceArn service, Context context) {
    boolean tags = request.include().contains(TaskSetField.TAGS);
    List<software.amazon.awssdk.services.ecs.model.TaskSet> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    if (request.taskSets().isEmpty()) {
      TaskSet.of(context.picture(), service)
          .forEach(set -> found.add(TaskSetView.of(context.picture(), set, tags)));
    }
    for (String reference : request.taskSets()) {
      Optional<TaskSetArn> arn = TaskSetArn.parse(service, reference);
      Optional<TaskSet> set = arn.flatMap(a -> context.picture().find(TaskSet.key(a)));
      if (set.isPresent()) {
        found.add(TaskSetView.of(context.picture(), set.get(), tags));
      } else {
        failures.add(Views.missing(arn.map(TaskSetArn::toString).orElse(reference)));
      }
    }
    return Context.reply(
        DescribeTaskSetsResponse.builder().taskSets(found).failures(failures).build());
  }
}
