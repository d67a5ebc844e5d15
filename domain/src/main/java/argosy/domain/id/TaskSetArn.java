package argosy.domain.id;

import java.util.Optional;

/// Names a task set of a service.
///
/// @param id 19 digits, as those of deployments
public record TaskSetArn(ServiceArn service, String id) {
  private static final String TYPE = "task-set";

  /// Before the id, in what ECS shows of it.
  private static final String PREFIX = "ecs-svc/";

  /// Reads what callers write for a task set of a service: its id, or its ARN. Empty if it is the
  /// ARN of something else, or of another service's.
  public static Optional<TaskSetArn> parse(ServiceArn service, String reference) {
    if (!reference.startsWith("arn:")) {
      String id = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
      return Optional.of(new TaskSetArn(service, id));
    }
    return parse(reference).filter(arn -> arn.service().equals(service));
  }

  public static Optional<TaskSetArn> parse(String arn) {
    int prefix = arn.lastIndexOf(PREFIX);
    return prefix < 0
        ? Optional.empty()
        : ServiceArn.read(TYPE, arn.substring(0, prefix) + arn.substring(prefix + PREFIX.length()))
            .map(part -> new TaskSetArn(part.service(), part.id()));
  }

  @Override
  public String toString() {
    return service.part(TYPE, PREFIX + id);
  }
}
