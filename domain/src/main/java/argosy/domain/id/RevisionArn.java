package argosy.domain.id;

import java.util.Optional;

/// Names a revision of a service.
///
/// @param id 19 digits, the same as in the id `ecs-svc/…` of its deployments
public record RevisionArn(ServiceArn service, String id) {
  private static final String TYPE = "service-revision";

  public static Optional<RevisionArn> parse(String arn) {
    return ServiceArn.read(TYPE, arn).map(part -> new RevisionArn(part.service(), part.id()));
  }

  @Override
  public String toString() {
    return service.part(TYPE, id);
  }
}
