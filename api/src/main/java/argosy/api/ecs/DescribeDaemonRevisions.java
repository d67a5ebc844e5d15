package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.daemon.DaemonRevision;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DaemonContainerImage;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeDaemonRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;

/// Describes revisions of daemons by ARN.
final class DescribeDaemonRevisions implements Action<DescribeDaemonRevisionsRequest> {

  @Override
  public Answer perform(DescribeDaemonRevisionsRequest request, Context context) {
    List<String> arns = request.daemonRevisionArns();
    return Daemons.count("daemonRevisionArns", arns).orElseGet(() -> describe(arns, context));
  }

  private static Answer describe(List<String> arns, Context context) {
    List<software.amazon.awssdk.services.ecs.model.DaemonRevision> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String arn : arns) {
      Optional<DaemonRevision> revision =
          DaemonRevisionArn.parse(arn)
              .filter(a -> a.daemon().cell().equals(context.cell().id()))
              .flatMap(a -> context.picture().find(DaemonRevision.key(a)));
      revision.ifPresentOrElse(
          known -> found.add(view(context.picture(), known)),
          () -> failures.add(Views.missing(arn)));
    }
    return Context.reply(
        DescribeDaemonRevisionsResponse.builder()
            .daemonRevisions(found)
            .failures(failures)
            .build());
  }

  private static software.amazon.awssdk.services.ecs.model.DaemonRevision view(
      Picture picture, DaemonRevision revision) {
    List<DaemonContainerImage> images =
        picture.find(Definition.key(revision.definition())).stream()
            .flatMap(definition -> definition.spec().containerDefinitions().stream())
            .map(container ->
                DaemonContainerImage.builder()
                    .containerName(container.name())
                    .image(container.image())
                    .build())
            .toList();
    return revision.spec().toBuilder().containerImages(images).build();
  }
}
