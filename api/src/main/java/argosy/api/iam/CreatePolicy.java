package argosy.api.iam;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;

/// Makes a managed policy, with one version.
final class CreatePolicy implements Action<CreatePolicyRequest> {

  @Override
  public Answer perform(CreatePolicyRequest request, Context context) {

    return Documents.read(
        request.policyDocument(),
        document ->
            Views.read(
                request.tags(),
                tags -> {
                  var wanted =
                      new argosy.domain.iam.CreatePolicy.Wanted(
                          context.cell().id().account(),
                          Objects.requireNonNullElse(request.path(), "/"),
                          request.policyName(),
                          request.description(),
                          tags,
                          document);
                  return context.ask(
                      (picture, now, random) ->
                          argosy.domain.iam.CreatePolicy.decide(picture, wanted, now, random),
                      policy ->
                          CreatePolicyResponse.builder()
                              .policy(Views.whole(policy, context.picture()))
                              .build());
                }));
  }
}
