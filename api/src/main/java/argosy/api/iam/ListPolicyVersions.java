package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;

/// Lists the one version of a managed policy.
final class ListPolicyVersions implements Action<ListPolicyVersionsRequest> {

  @Override
  public Answer perform(ListPolicyVersionsRequest request, Context context) {

    return Named.policy(
        context,
        request.policyArn(),
        policy ->
            Listing.read(
                request.marker(),
                request.maxItems(),
                _ ->
                    Context.reply(
                        ListPolicyVersionsResponse.builder()
                            .versions(Views.version(policy).build())
                            .isTruncated(false)
                            .build())));
  }
}
