package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.id.TaskArn;
import argosy.domain.task.ReportTask;
import argosy.domain.task.TaskReport;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerStateChange;
import software.amazon.awssdk.services.ecs.model.SubmitContainerStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitContainerStateChangeResponse;

/// Takes an agent's report of one container.
final class SubmitContainerStateChange implements Action<SubmitContainerStateChangeRequest> {

  @Override
  public Answer perform(SubmitContainerStateChangeRequest request, Context context) {
    Optional<TaskArn> task = Optional.ofNullable(request.task()).flatMap(TaskArn::parse);
    if (task.isEmpty() || !task.get().cell().equals(context.cell().id())) {
      return Context.refuse(
          new EcsError.InvalidParameter("task must be the ARN of a task, not " + request.task()));
    }
    var change =
        ContainerStateChange.builder()
            .containerName(request.containerName())
            .status(request.status())
            .exitCode(request.exitCode())
            .reason(request.reason())
            .runtimeId(request.runtimeId())
            .networkBindings(request.networkBindings())
            .build();
    var report = new TaskReport(task.get(), "PENDING", null, List.of(change), null, null, null);
    return context.ask(
        (picture, now, _) -> ReportTask.decide(picture, report, now),
        _ -> SubmitContainerStateChangeResponse.builder().acknowledgment("ok").build());
  }
}
