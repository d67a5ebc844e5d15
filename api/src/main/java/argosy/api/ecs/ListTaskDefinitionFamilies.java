package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.Family;
import argosy.wire.Answer;
import java.util.Objects;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionFamilyStatus;

/// Lists families: those with an active revision, those without, or all.
final class ListTaskDefinitionFamilies implements Action<ListTaskDefinitionFamiliesRequest> {

  @Override
  public Answer perform(ListTaskDefinitionFamiliesRequest request, Context context) {
    TaskDefinitionFamilyStatus status =
        Objects.requireNonNullElse(request.status(), TaskDefinitionFamilyStatus.ALL);
    if (status == TaskDefinitionFamilyStatus.UNKNOWN_TO_SDK_VERSION) {
      return Context.invalid(
          "status must be ACTIVE, INACTIVE or ALL, not " + request.statusAsString() + ".");
    }
    String prefix = Objects.requireNonNullElse(request.familyPrefix(), "");
    Picture picture = context.picture();
    return Page.read(
        request.nextToken(),
        request.maxResults(),
        page -> {
          Page<Family> families =
              Page.of(
                  page,
                  picture.startingWith(Family.KIND, prefix, page.after()),
                  family -> is(status, family, picture));
          return Context.reply(
              ListTaskDefinitionFamiliesResponse.builder()
                  .families(families.items().stream().map(Family::name).toList())
                  .nextToken(families.nextToken())
                  .build());
        });
  }

  private static boolean is(TaskDefinitionFamilyStatus status, Family family, Picture picture) {
    boolean active = Definition.of(picture, family.name()).stream().anyMatch(Definition::isActive);
    return status == TaskDefinitionFamilyStatus.ALL
        || (status == TaskDefinitionFamilyStatus.ACTIVE) == active;
  }
}
