package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.taskdef.Definition;
import argosy.wire.Answer;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Lists revisions, by family and status, oldest first or newest first.
final class ListTaskDefinitions implements Action<ListTaskDefinitionsRequest> {

  @Override
  public Answer perform(ListTaskDefinitionsRequest request, Context context) {
    TaskDefinitionStatus status =
        Objects.requireNonNullElse(request.status(), TaskDefinitionStatus.ACTIVE);
    if (status == TaskDefinitionStatus.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "status must be ACTIVE, INACTIVE or DELETE_IN_PROGRESS, not "
              + request.statusAsString()
              + ".");
    }
    return Page.read(
        request.nextToken(), request.maxResults(), page -> list(request, status, page, context));
  }

  private static Answer list(
      ListTaskDefinitionsRequest request,
      TaskDefinitionStatus status,
      Page.Request page,
      Context context) {
    String prefix = request.familyPrefix() == null ? "" : request.familyPrefix() + ":";
    Collection<Definition> definitions =
        request.sort() == SortOrder.DESC
            ? context.picture().lastFirst(Definition.KIND, prefix, page.after())
            : context.picture().startingWith(Definition.KIND, prefix, page.after());
    Predicate<Definition> wanted = definition -> definition.spec().status() == status;
    Page<Definition> found = Page.of(page, definitions, wanted);
    return Context.reply(
        ListTaskDefinitionsResponse.builder()
            .taskDefinitionArns(found.items().stream().map(d -> d.arn().toString()).toList())
            .nextToken(found.nextToken())
            .build());
  }
}
