package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;

/// Makes a group without users and policies.
final class CreateGroup implements Action<CreateGroupRequest> {

  @Override
  public Answer perform(CreateGroupRequest request, Context context) {

    var wanted =
        new argosy.domain.iam.CreateGroup.Wanted(
            context.cell().id().account(),
            Objects.requireNonNullElse(request.path(), "/"),
            request.groupName());
    return context.ask(
        (picture, now, random) ->
            argosy.domain.iam.CreateGroup.decide(picture, wanted, now, random),
        group -> CreateGroupResponse.builder().group(Views.group(group)).build());
  }
}
