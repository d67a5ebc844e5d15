package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.cluster.Cluster;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Describes clusters by name or ARN; the default cluster where none is named.
final class DescribeClusters implements Action<DescribeClustersRequest> {

  @Override
  public Answer perform(DescribeClustersRequest request, Context context) {
    if (request.clusters().size() > Named.DESCRIBED_MAX) {
      return Context.invalid("clusters has at most 100 entries.");
    }
    List<String> wanted =
        request.clusters().isEmpty() ? List.of(ClusterArn.DEFAULT) : request.clusters();
    Set<ClusterField> include = Set.copyOf(request.include());
    if (include.contains(ClusterField.UNKNOWN_TO_SDK_VERSION)) {
      return Context.invalid(
          "include takes ATTACHMENTS, CONFIGURATIONS, SETTINGS, STATISTICS and TAGS, not "
              + request.includeAsStrings()
              + ".");
    }
    Picture picture = context.picture();
    var found = new ArrayList<software.amazon.awssdk.services.ecs.model.Cluster>();
    var failures = new ArrayList<Failure>();
    for (String reference : wanted) {
      Optional<Cluster> cluster =
          ClusterArn.parse(context.cell().id(), reference)
              .flatMap(arn -> picture.find(Cluster.key(arn)));
      if (cluster.isPresent()) {
        found.add(ClusterView.of(picture, cluster.get(), include));
      } else {
        failures.add(Views.missing(arn(context, reference)));
      }
    }
    return Context.reply(
        DescribeClustersResponse.builder().clusters(found).failures(failures).build());
  }

  private static String arn(Context context, String reference) {
    return ClusterArn.parse(context.cell().id(), reference)
        .map(ClusterArn::toString)
        .orElse(reference);
  }
}
