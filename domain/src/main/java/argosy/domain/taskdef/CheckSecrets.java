package argosy.domain.taskdef;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.EnvironmentFileType;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;

/// What is wrong with what a container gets into its environment.
final class CheckSecrets {

  /// ECS's quota of environment files for a container.
  private static final int FILES_MAX = 10;

  private CheckSecrets() {}

  static @Nullable String complaint(
      ContainerDefinition container, RegisterTaskDefinitionRequest task) {
    @Nullable String wrong = environment(container);
    return wrong == null ? secrets(container, task) : CheckContainer.wrong(container, wrong);
  }

  private static @Nullable String environment(ContainerDefinition container) {
    return container.environment().stream().anyMatch(variable -> isBlank(variable.name()))
        ? "Each of environment needs a name."
        : files(container);
  }

  /// What is wrong with the environment files of a container.
  static @Nullable String files(ContainerDefinition container) {
    if (container.environmentFiles().size() > FILES_MAX) {
      return "A container has at most " + FILES_MAX + " environment files.";
    }
    for (EnvironmentFile file : container.environmentFiles()) {
      boolean s3 = file.type() == EnvironmentFileType.S3;
      if (!s3 || file.value() == null || !file.value().matches("arn:aws[a-z-]*:s3:::.+\\.env")) {
        return "An environment file has the type s3 and the ARN of an object whose name ends in"
            + " .env, not '"
            + file.value()
            + "'.";
      }
    }
    return null;
  }

  private static @Nullable String secrets(
      ContainerDefinition container, RegisterTaskDefinitionRequest task) {
    List<Secret> secrets = container.secrets();
    if (secrets.isEmpty()) {
      return null;
    }
    Set<String> names =
        container.environment().stream()
            .map(KeyValuePair::name)
            .collect(Collectors.toCollection(HashSet::new));
    for (Secret secret : secrets) {
      if (isBlank(secret.name()) || isBlank(secret.valueFrom())) {
        return CheckContainer.wrong(container, "Each of secrets needs a name and a valueFrom.");
      }
      if (!names.add(secret.name())) {
        return "The secret name must be unique and not shared with any new or existing environment"
            + " variables set on the container, such as '"
            + secret.name()
            + "'.";
      }
    }
    return isBlank(task.executionRoleArn())
        ? "When you are specifying container secrets, you must also specify a value for"
            + " 'executionRoleArn'."
        : null;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
