package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.taskdef.Definition;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/// Describes a revision, or the newest active one of a family.
final class DescribeTaskDefinition implements Action<DescribeTaskDefinitionRequest> {

  @Override
  public Answer perform(DescribeTaskDefinitionRequest request, Context context) {
    boolean tags = request.include().contains(TaskDefinitionField.TAGS);
    return Definitions.reference(
        context,
        request.taskDefinition(),
        reference ->
            Definition.find(context.picture(), context.cell().id(), reference)
                .map(definition ->
                    Context.reply(
                        DescribeTaskDefinitionResponse.builder()
                            .taskDefinition(definition.spec())
                            .tags(tags ? List.copyOf(definition.tags()) : null)
                            .build()))
                .orElseGet(() ->
                    Context.refuse(new EcsError.Client("Unable to describe task definition."))));
  }
}
