package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.domain.iam.AwsManaged;
import argosy.domain.iam.ManagedPolicy;
import argosy.wire.Answer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;

/// Lists managed policies: AWS's, and then the account's own.
final class ListPolicies implements Action<ListPoliciesRequest> {

  @Override
  public Answer perform(ListPoliciesRequest request, Context context) {

    return Listing.read(
        request.marker(),
        request.maxItems(),
        page -> {
          Page<ManagedPolicy> policies =
              Listing.of(page, wanted(request, context), Views::position);
          return Context.reply(
              ListPoliciesResponse.builder()
                  .policies(
                      policies.items().stream()
                          .map(policy -> Views.policy(policy, context.picture()))
                          .toList())
                  .isTruncated(policies.nextToken() != null)
                  .marker(policies.nextToken())
                  .build());
        });
  }

  /// No policy is a permissions boundary, so that a listing of such is empty.
  private static Stream<ManagedPolicy> wanted(ListPoliciesRequest request, Context context) {
    if (request.policyUsageFilter() == PolicyUsageType.PERMISSIONS_BOUNDARY) {
      return Stream.empty();
    }
    boolean attached = Boolean.TRUE.equals(request.onlyAttached());
    return AwsManaged.andOwn(context.picture())
        .filter(policy -> Listing.under(request.pathPrefix()).test(policy.path()))
        .filter(policy -> isOf(request.scope(), policy))
        .filter(policy -> !attached || policy.attachments(context.picture()) > 0);
  }

  private static boolean isOf(@Nullable PolicyScopeType scope, ManagedPolicy policy) {
    return switch (scope) {
      case null -> true;
      case AWS -> AwsManaged.isOne(policy);
      case LOCAL -> !AwsManaged.isOne(policy);
      case ALL, UNKNOWN_TO_SDK_VERSION -> true;
    };
  }
}
