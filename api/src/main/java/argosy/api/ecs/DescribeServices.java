package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.ServiceArn;
import argosy.domain.service.Service;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/// Describes services of a cluster by name or ARN; also those that are gone, for a while.
final class DescribeServices implements Action<DescribeServicesRequest> {
  private static final int SERVICES_MAX = 10;

  @Override
  public Answer perform(DescribeServicesRequest request, Context context) {
    int wanted = request.services().size();
    if (wanted == 0) {
      return Context.invalid("Services cannot be empty.");
    }
    if (wanted > SERVICES_MAX) {
      return Context.invalid(
          "services has at most " + SERVICES_MAX + " entries, not " + wanted + ".");
    }
    return Named.activeCluster(
        context, request.cluster(), cluster -> describe(request, cluster, context));
  }

  private static Answer describe(
      DescribeServicesRequest request, ClusterArn cluster, Context context) {
    boolean tags = request.include().contains(ServiceField.TAGS);
    List<software.amazon.awssdk.services.ecs.model.Service> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : request.services()) {
      Optional<ServiceArn> arn = ServiceArn.parse(cluster, reference);
      Optional<Service> service = arn.flatMap(a -> context.picture().find(Service.key(a)));
      if (service.isPresent()) {
        found.add(ServiceView.of(context.picture(), service.get(), tags));
      } else {
        failures.add(Views.missing(arn.map(ServiceArn::toString).orElse(reference)));
      }
    }
    return Context.reply(
        DescribeServicesResponse.builder().services(found).failures(failures).build());
  }
}
