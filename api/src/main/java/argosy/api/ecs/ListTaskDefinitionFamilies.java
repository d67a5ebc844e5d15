package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Families;
import argosy.wire.Answer;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
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
          Page<String> families =
              Page.of(page, families(status, picture, prefix, page.after()), Function.identity());
          return Context.reply(
              ListTaskDefinitionFamiliesResponse.builder()
                  .families(families.items())
                  .nextToken(families.nextToken())
                  .build());
        });
  }

  private static Stream<String> families(
      TaskDefinitionFamilyStatus status, Picture picture, String prefix, String after) {
    return switch (status) {
      case ACTIVE -> Families.active(picture, prefix, after);
      case INACTIVE -> Families.inactive(picture, prefix, after);
      case ALL, UNKNOWN_TO_SDK_VERSION -> Families.all(picture, prefix, after);
    };
  }
}
