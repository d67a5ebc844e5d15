package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;

/// Lists the names of the inline policies of a user.
final class ListUserPolicies implements Action<ListUserPoliciesRequest> {

  @Override
  public Answer perform(ListUserPoliciesRequest request, Context context) {
    return Listing.ofUser(
        context,
        request.userName(),
        request.marker(),
        request.maxItems(),
        (user, page) -> {
          Page<String> names = Listing.inline(page, user);
          return Context.reply(
              ListUserPoliciesResponse.builder()
                  .policyNames(names.items())
                  .isTruncated(names.nextToken() != null)
                  .marker(names.nextToken())
                  .build());
        });
  }
}
