package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.id.TaskArn;
import argosy.domain.task.ReportTask;
import argosy.domain.task.TaskReport;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeRequest;
import software.amazon.awssdk.services.ecs.model.SubmitTaskStateChangeResponse;

/// Takes an agent's report of a task.
final class SubmitTaskStateChange implements Action<SubmitTaskStateChangeRequest> {

  @Override
  public Answer perform(SubmitTaskStateChangeRequest request, Context context) {
    Optional<TaskArn> task = Optional.ofNullable(request.task()).flatMap(TaskArn::parse);
    if (task.isEmpty() || !task.get().cell().equals(context.cell().id())) {
      return Context.refuse(
          new EcsError.InvalidParameter("task must be the ARN of a task, not " + request.task()));
    }
    Optional<Answer> wrong = Attachments.complaint(request.attachments());
    if (wrong.isPresent()) {
      return wrong.get();
    }
    var report =
        new TaskReport(
            task.get(),
            Objects.requireNonNullElse(request.status(), "PENDING"),
            request.reason(),
            request.containers(),
            request.pullStartedAt(),
            request.pullStoppedAt(),
            request.executionStoppedAt());
    return context.ask(
        (picture, now, _) -> ReportTask.decide(picture, report, now),
        _ -> SubmitTaskStateChangeResponse.builder().acknowledgment("ok").build());
  }
}
