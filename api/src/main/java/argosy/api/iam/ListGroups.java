package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.Group;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;

/// Lists the groups of a path.
final class ListGroups implements Action<ListGroupsRequest> {

  @Override
  public Answer perform(ListGroupsRequest request, Context context) {

    return Listing.read(
        request.marker(),
        request.maxItems(),
        page -> {
          Page<Group> groups =
              Page.of(
                  page,
                  context.picture().startingWith(Group.KIND, "", page.after()),
                  group -> Listing.under(request.pathPrefix()).test(group.path()));
          return Context.reply(
              ListGroupsResponse.builder()
                  .groups(groups.items().stream().map(Views::group).toList())
                  .isTruncated(groups.nextToken() != null)
                  .marker(groups.nextToken())
                  .build());
        });
  }
}
