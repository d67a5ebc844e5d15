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

    return Named.group(
        context,
        request.groupName(),
        group ->
            Listing.read(
                request.marker(),
                request.maxItems(),
                page -> {
                  Page<ManagedPolicy> policies =
                      Listing.of(
                          page,
                          Listing.attached(context, group, request.pathPrefix()),
                          Views::position);
                  return Context.reply(
                      ListAttachedGroupPoliciesResponse.builder()
                          .attachedPolicies(policies.items().stream().map(Views::attached).toList())
                          .isTruncated(policies.nextToken() != null)
                          .marker(policies.nextToken())
                          .build());
                }));
  }
}
