package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.Group;
import argosy.wire.Answer;
import java.util.Comparator;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;

/// Lists the groups that a user is in.
final class ListGroupsForUser implements Action<ListGroupsForUserRequest> {

  @Override
  public Answer perform(ListGroupsForUserRequest request, Context context) {
    return Listing.ofUser(
        context,
        request.userName(),
        request.marker(),
        request.maxItems(),
        (user, page) -> {
          Page<Group> groups =
              Listing.of(
                  page,
                  user.groups().stream()
                      .flatMap(id -> Group.byId(context.picture(), id).stream())
                      .sorted(Comparator.comparing(group -> group.key().id())));
          return Context.reply(
              ListGroupsForUserResponse.builder()
                  .groups(groups.items().stream().map(Views::group).toList())
                  .isTruncated(groups.nextToken() != null)
                  .marker(groups.nextToken())
                  .build());
        });
  }
}
