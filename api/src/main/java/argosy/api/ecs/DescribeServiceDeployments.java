package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.ServiceDeploymentArn;
import argosy.domain.service.Rollout;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/// Describes service deployments by their ARNs.
final class DescribeServiceDeployments implements Action<DescribeServiceDeploymentsRequest> {

  @Override
  public Answer perform(DescribeServiceDeploymentsRequest request, Context context) {
    return Named.arns(
        "serviceDeploymentArns",
        request.serviceDeploymentArns(),
        arn -> ServiceDeploymentArn.parse(arn).isPresent(),
        arns -> describe(arns, context));
  }

  private static Answer describe(List<String> arns, Context context) {
    List<ServiceDeployment> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String arn : arns) {
      Optional<Rollout> rollout =
          ServiceDeploymentArn.parse(arn)
              .filter(parsed -> parsed.service().cell().equals(context.cell().id()))
              .flatMap(parsed -> context.picture().find(Rollout.key(parsed)));
      if (rollout.isPresent()) {
        found.add(RolloutView.of(context.picture(), rollout.get()));
      } else {
        failures.add(Views.missing(arn));
      }
    }
    return Context.reply(
        DescribeServiceDeploymentsResponse.builder()
            .serviceDeployments(found)
            .failures(failures)
            .build());
  }
}
