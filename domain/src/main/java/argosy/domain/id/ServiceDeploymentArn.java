package argosy.domain.id;

import java.util.Optional;

/// Names a service deployment: one way of a service from revisions to another.
///
/// @param id 21 letters, digits, hyphens and underscores
public record ServiceDeploymentArn(ServiceArn service, String id) {
  private static final String TYPE = "service-deployment";

  public static Optional<ServiceDeploymentArn> parse(String arn) {
    return ServiceArn.read(TYPE, arn)
        .map(part -> new ServiceDeploymentArn(part.service(), part.id()));
  }

  @Override
  public String toString() {
    return service.part(TYPE, id);
  }
}
