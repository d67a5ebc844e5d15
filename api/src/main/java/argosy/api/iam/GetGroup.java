package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.User;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;

/// Describes a group, and lists its users.
final class GetGroup implements Action<GetGroupRequest> {

  @Override
  public Answer perform(GetGroupRequest request, Context context) {
    return Listing.ofGroup(
        context,
        request.groupName(),
        request.marker(),
        request.maxItems(),
        (group, page) -> {
          Page<User> users = Listing.of(page, User.in(context.picture(), group).stream());
          return Context.reply(
              GetGroupResponse.builder()
                  .group(Views.group(group))
                  .users(users.items().stream().map(Views::user).toList())
                  .isTruncated(users.nextToken() != null)
                  .marker(users.nextToken())
                  .build());
        });
  }
}
