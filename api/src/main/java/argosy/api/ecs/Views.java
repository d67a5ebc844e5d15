package argosy.api.ecs;

import software.amazon.awssdk.services.ecs.model.Failure;

/// How failures look in answers.
final class Views {
  private Views() {}

  static Failure missing(String reference) {
    return Failure.builder().arn(reference).reason("MISSING").build();
  }
}
