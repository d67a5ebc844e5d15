package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.User;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;

/// Lists the users of a path.
final class ListUsers implements Action<ListUsersRequest> {

  @Override
  public Answer perform(ListUsersRequest request, Context context) {

    return Listing.read(
        request.marker(),
        request.maxItems(),
        page -> {
          Page<User> users =
              Page.of(
                  page,
                  context.picture().startingWith(User.KIND, "", page.after()),
                  user -> Listing.under(request.pathPrefix()).test(user.path()));
          return Context.reply(
              ListUsersResponse.builder()
                  .users(users.items().stream().map(Views::user).toList())
                  .isTruncated(users.nextToken() != null)
                  .marker(users.nextToken())
                  .build());
        });
  }
}
