package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Members;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.wire.Answer;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;

/// Registers the next revision of a family.
final class RegisterTaskDefinition implements Action<RegisterTaskDefinitionRequest> {

  @Override
  public Answer perform(RegisterTaskDefinitionRequest request, Context context) {
    Optional<Answer> refused =
        Members.refuseOthers(
            request,
            "family",
            "taskRoleArn",
            "executionRoleArn",
            "networkMode",
            "containerDefinitions",
            "volumes",
            "placementConstraints",
            "requiresCompatibilities",
            "cpu",
            "memory",
            "tags",
            "pidMode",
            "ipcMode",
            "proxyConfiguration",
            "ephemeralStorage",
            "runtimePlatform",
            "enableFaultInjection");
    return refused.orElseGet(() -> register(request, context));
  }

  private static Answer register(RegisterTaskDefinitionRequest request, Context context) {
    return context.ask(
        (picture, now, _) ->
            RegisterDefinition.decide(
                picture, context.cell().id(), request, context.caller().arn(), now),
        definition ->
            RegisterTaskDefinitionResponse.builder()
                .taskDefinition(definition.spec())
                .tags(definition.tags().isEmpty() ? null : definition.tags())
                .build());
  }
}
