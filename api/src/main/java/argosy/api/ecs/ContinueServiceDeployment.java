package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.deployment.ContinueServiceDeployment.Answer;
import argosy.domain.error.EcsError;
import argosy.domain.id.ServiceDeploymentArn;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContinueServiceDeploymentRequest;
import software.amazon.awssdk.services.ecs.model.ContinueServiceDeploymentResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookAction;

/// Answers a hook that a service deployment waits for: it goes on, or back.
final class ContinueServiceDeployment implements Action<ContinueServiceDeploymentRequest> {

  @Override
  public argosy.wire.Answer perform(ContinueServiceDeploymentRequest request, Context context) {
    if (isMissing(request.serviceDeploymentArn())) {
      return Context.invalid(
          "serviceDeploymentArn is required: the ARN of the service deployment.");
    }
    if (isMissing(request.hookId())) {
      return Context.invalid(
          "hookId is required: the id of a hook that is AWAITING_ACTION, as"
              + " DescribeServiceDeployments has it.");
    }
    DeploymentLifecycleHookAction action =
        Objects.requireNonNullElse(request.action(), DeploymentLifecycleHookAction.CONTINUE);
    if (action == DeploymentLifecycleHookAction.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "action is CONTINUE or ROLLBACK, not " + request.actionAsString() + ".");
    }
    Optional<ServiceDeploymentArn> arn =
        ServiceDeploymentArn.parse(request.serviceDeploymentArn())
            .filter(a -> a.service().cell().equals(context.cell().id()));
    if (arn.isEmpty()) {
      return Context.refuse(new EcsError.ServiceDeploymentNotFound());
    }
    return context.ask(
        (picture, now, random) ->
            argosy.domain.deployment.ContinueServiceDeployment.decide(
                picture, arn.get(), new Answer(request.hookId(), action), now, random),
        rollout ->
            ContinueServiceDeploymentResponse.builder()
                .serviceDeploymentArn(rollout.arn().toString())
                .build());
  }

  private static boolean isMissing(String text) {
    return text == null || text.isBlank();
  }
}
