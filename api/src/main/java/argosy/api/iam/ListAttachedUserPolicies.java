package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.ManagedPolicy;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;

/// Lists the managed policies that are attached to a user.
final class ListAttachedUserPolicies implements Action<ListAttachedUserPoliciesRequest> {

  @Override
  public Answer perform(ListAttachedUserPoliciesRequest request, Context context) {
    return Listing.ofUser(
        context,
        request.userName(),
        request.marker(),
        request.maxItems(),
        (user, page) -> {
          Page<ManagedPolicy> policies =
              Listing.attached(page, context, user, request.pathPrefix());
          return Context.reply(
              ListAttachedUserPoliciesResponse.builder()
                  .attachedPolicies(policies.items().stream().map(Views::attached).toList())
                  .isTruncated(policies.nextToken() != null)
                  .marker(policies.nextToken())
                  .build());
        });
  }
}
