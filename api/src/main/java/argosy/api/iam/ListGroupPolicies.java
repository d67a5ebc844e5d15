package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;

/// Lists the names of the inline policies of a group.
final class ListGroupPolicies implements Action<ListGroupPoliciesRequest> {

  @Override
  public Answer perform(ListGroupPoliciesRequest request, Context context) {
    return Listing.ofGroup(
        context,
        request.groupName(),
        request.marker(),
        request.maxItems(),
        (group, page) -> {
          Page<String> names = Listing.inline(page, group);
          return Context.reply(
              ListGroupPoliciesResponse.builder()
                  .policyNames(names.items())
                  .isTruncated(names.nextToken() != null)
                  .marker(names.nextToken())
                  .build());
        });
  }
}
