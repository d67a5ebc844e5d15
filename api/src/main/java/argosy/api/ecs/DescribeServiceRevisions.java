package argosy.api.ecs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.id.RevisionArn;
import argosy.domain.service.Revision;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/// Describes revisions of services by their ARNs.
final class DescribeServiceRevisions implements Action<DescribeServiceRevisionsRequest> {

  @Override
  public Answer perform(DescribeServiceRevisionsRequest request, Context context) {
    return Named.arns(
        "serviceRevisionArns",
        request.serviceRevisionArns(),
        arn -> RevisionArn.parse(arn).isPresent(),
        arns -> describe(arns, context));
  }

  private static Answer describe(List<String> arns, Context context) {
    List<ServiceRevision> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String arn : arns) {
      Optional<Revision> revision =
          RevisionArn.parse(arn)
              .filter(parsed -> parsed.service().cell().equals(context.cell().id()))
              .flatMap(parsed -> context.picture().find(Revision.key(parsed)));
      if (revision.isPresent()) {
        found.add(revision.get().spec());
      } else {
        failures.add(Views.missing(arn));
      }
    }
    return Context.reply(
        DescribeServiceRevisionsResponse.builder()
            .serviceRevisions(found)
            .failures(failures)
            .build());
  }
}
