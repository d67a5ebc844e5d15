package argosy.domain.iam;

import argosy.domain.iam.Policy.Effect;
import argosy.domain.iam.Policy.Named;
import argosy.domain.iam.Policy.Statement;
import java.util.List;

/// What a role has been assumed for. Roles have no policies of their own yet, so it is this that
/// says what their sessions may do.
public enum Duty {
  /// To run in the containers of a task: they may look after the protection of their own.
  TASK,

  /// To work for a task beside its containers: what AmazonECSTaskExecutionRolePolicy allows, and to
  /// make the log group that a definition asks for with `awslogs-create-group`.
  EXECUTION;

  /// @param task the id of the task, which names the session
  List<Policy> policies(String task) {
    return switch (this) {
      case TASK ->
          List.of(
              allowing(
                  Named.only("ecs:GetTaskProtection", "ecs:UpdateTaskProtection"),
                  Named.only("arn:aws:ecs:*:task/*/" + task)));
      case EXECUTION ->
          List.of(
              AwsManaged.TASK_EXECUTION.document().policy(),
              allowing(Named.only("logs:CreateLogGroup"), Named.only("*")));
    };
  }

  private static Policy allowing(Named actions, Named resources) {
    return new Policy(false, List.of(new Statement(Effect.ALLOW, actions, resources, List.of())));
  }
}
