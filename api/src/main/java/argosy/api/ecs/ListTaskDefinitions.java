package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import argosy.wire.Answer;
import java.util.Collection;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/// Lists revisions of a status by family, and in a family by revision: the last first if the caller
/// says so.
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
    if (request.sort() == SortOrder.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid("sort must be ASC or DESC, not " + request.sortAsString() + ".");
    }
    return Page.read(
        request.nextToken(), request.maxResults(), page -> list(request, status, page, context));
  }

  private static Answer list(
      ListTaskDefinitionsRequest request,
      TaskDefinitionStatus status,
      Page.Request page,
      Context context) {
    String prefix =
        request.familyPrefix() == null
            ? Definition.value(status, "")
            : Definition.value(status, request.familyPrefix()) + Picture.BETWEEN;
    Collection<Definition> definitions =
        request.sort() == SortOrder.DESC
            ? context.picture().lastFirstBy(Definition.BY_STATUS, prefix, page.after())
            : context.picture().by(Definition.BY_STATUS, prefix, page.after());
    Page<Definition> found =
        Page.of(
            page,
            definitions.stream(),
            d -> Picture.position(Definition.value(status, d.arn().family()), d));
    return Context.reply(
        ListTaskDefinitionsResponse.builder()
            .taskDefinitionArns(found.items().stream().map(d -> d.arn().toString()).toList())
            .nextToken(found.nextToken())
            .build());
  }
}
