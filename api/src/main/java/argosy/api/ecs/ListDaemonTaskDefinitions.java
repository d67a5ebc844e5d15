package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.daemon.DaemonDefinition;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionRevisionFilter;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionStatusFilter;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionSummary;
import software.amazon.awssdk.services.ecs.model.ListDaemonTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListDaemonTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;

/// Lists revisions of daemons' task definitions by family, and in a family by revision: the last
/// first if the caller says so.
final class ListDaemonTaskDefinitions implements Action<ListDaemonTaskDefinitionsRequest> {

  @Override
  public Answer perform(ListDaemonTaskDefinitionsRequest request, Context context) {
    if (request.status() == DaemonTaskDefinitionStatusFilter.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "status must be ACTIVE, DELETE_IN_PROGRESS or ALL, not "
              + request.statusAsString()
              + ".");
    }
    if (request.sort() == SortOrder.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid("sort must be ASC or DESC, not " + request.sortAsString() + ".");
    }
    if (request.revision() == DaemonTaskDefinitionRevisionFilter.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "revision must be LAST_REGISTERED, not " + request.revisionAsString() + ".");
    }
    if (request.family() != null && request.familyPrefix() != null) {
      return Context.invalid("Say family or familyPrefix, not both.");
    }
    return Page.read(
        request.nextToken(), request.maxResults(), page -> list(request, page, context.picture()));
  }

  private static Answer list(
      ListDaemonTaskDefinitionsRequest request, Page.Request page, Picture picture) {
    String prefix =
        request.family() != null
            ? request.family() + ":"
            : Objects.requireNonNullElse(request.familyPrefix(), "");
    Collection<DaemonDefinition> all =
        request.sort() == SortOrder.DESC
            ? picture.lastFirst(DaemonDefinition.KIND, prefix, page.after())
            : picture.startingWith(DaemonDefinition.KIND, prefix, page.after());
    Page<DaemonDefinition> found = Page.of(page, all, wanted(request, picture, prefix));
    return Context.reply(
        ListDaemonTaskDefinitionsResponse.builder()
            .daemonTaskDefinitions(
                found.items().stream().map(ListDaemonTaskDefinitions::summary).toList())
            .nextToken(found.nextToken())
            .build());
  }

  private static Predicate<DaemonDefinition> wanted(
      ListDaemonTaskDefinitionsRequest request, Picture picture, String prefix) {
    Predicate<DaemonDefinition> status =
        switch (Objects.requireNonNullElse(
            request.status(), DaemonTaskDefinitionStatusFilter.ACTIVE)) {
          case DELETE_IN_PROGRESS ->
              d -> d.spec().status() == DaemonTaskDefinitionStatus.DELETE_IN_PROGRESS;
          case ALL, UNKNOWN_TO_SDK_VERSION -> _ -> true;
          case ACTIVE -> DaemonDefinition::isActive;
        };
    if (request.revision() == null) {
      return status;
    }
    Set<String> newest = new HashSet<>();
    Set<String> families = new HashSet<>();
    picture.lastFirst(DaemonDefinition.KIND, prefix).stream()
        .filter(status)
        .filter(d -> families.add(d.arn().family()))
        .forEach(d -> newest.add(d.key().id()));
    return d -> newest.contains(d.key().id());
  }

  private static DaemonTaskDefinitionSummary summary(DaemonDefinition definition) {
    return DaemonTaskDefinitionSummary.builder()
        .arn(definition.arn().toString())
        .registeredAt(definition.spec().registeredAt())
        .registeredBy(definition.spec().registeredBy())
        .deleteRequestedAt(definition.spec().deleteRequestedAt())
        .status(definition.spec().status())
        .build();
  }
}
