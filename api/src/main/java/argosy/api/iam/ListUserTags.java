package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;

/// Lists the tags of a user.
final class ListUserTags implements Action<ListUserTagsRequest> {

  @Override
  public Answer perform(ListUserTagsRequest request, Context context) {
    return Listing.ofUser(
        context,
        request.userName(),
        request.marker(),
        request.maxItems(),
        (user, page) -> {
          var tags = Listing.of(page, Views.tags(user.tags()).stream(), tag -> tag.key());
          return Context.reply(
              ListUserTagsResponse.builder()
                  .tags(tags.items())
                  .isTruncated(tags.nextToken() != null)
                  .marker(tags.nextToken())
                  .build());
        });
  }
}
