package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.ManagedPolicy;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;

/// Lists the managed policies that are attached to a group.
final class ListAttachedGroupPolicies implements Action<ListAttachedGroupPoliciesRequest> {

  @Override
  public Answer perform(ListAttachedGroupPoliciesRequest request, Context context) {
    return Listing.ofGroup(
        context,
        request.groupName(),
        request.marker(),
        request.maxItems(),
        (group, page) -> {
          Page<ManagedPolicy> policies =
              Listing.attached(page, context, group, request.pathPrefix());
          return Context.reply(
              ListAttachedGroupPoliciesResponse.builder()
                  .attachedPolicies(policies.items().stream().map(Views::attached).toList())
                  .isTruncated(policies.nextToken() != null)
                  .marker(policies.nextToken())
                  .build());
        });
  }
}
