package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerInstanceField;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Describes instances of a cluster by id or ARN.
final class DescribeContainerInstances implements Action<DescribeContainerInstancesRequest> {

  @Override
  public Answer perform(DescribeContainerInstancesRequest request, Context context) {
    int wanted = request.containerInstances().size();
    if (wanted == 0) {
      return Context.invalid("Container instance cannot be empty.");
    }
    if (wanted > Named.DESCRIBED_MAX) {
      return Context.invalid("containerInstances has at most 100 entries, not " + wanted + ".");
    }
    if (request.include().contains(ContainerInstanceField.UNKNOWN_TO_SDK_VERSION)) {
      return Context.invalid(
          "include takes TAGS and CONTAINER_INSTANCE_HEALTH, not "
              + request.includeAsStrings()
              + ".");
    }
    return Named.activeCluster(
        context,
        request.cluster(),
        cluster ->
            Named.stray(cluster, request.containerInstances())
                .orElseGet(() -> describe(request, cluster, context)));
  }

  private static Answer describe(
      DescribeContainerInstancesRequest request, ClusterArn cluster, Context context) {
    boolean tags = request.include().contains(ContainerInstanceField.TAGS);
    boolean health = request.include().contains(ContainerInstanceField.CONTAINER_INSTANCE_HEALTH);
    var found = new ArrayList<ContainerInstance>();
    var failures = new ArrayList<Failure>();
    for (String reference : request.containerInstances()) {
      Optional<InstanceArn> arn = InstanceArn.parse(cluster, reference);
      Optional<Instance> instance = arn.flatMap(a -> context.picture().find(Instance.key(a)));
      if (instance.isPresent()) {
        ContainerInstance view = InstanceView.of(context.picture(), instance.get(), tags);
        found.add(health ? InstanceView.withHealth(view) : view);
      } else {
        failures.add(Views.missing(arn.map(InstanceArn::toString).orElse(reference)));
      }
    }
    return Context.reply(
        DescribeContainerInstancesResponse.builder()
            .containerInstances(found)
            .failures(failures)
            .build());
  }
}
