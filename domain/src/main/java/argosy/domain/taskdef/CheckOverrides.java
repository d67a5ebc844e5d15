package argosy.domain.taskdef;

import java.util.HashSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What is wrong with the overrides of a task. What no agent can do yet is another question, which
/// [NotRunYet] answers of the definition as the overrides leave it.
public final class CheckOverrides {

  /// ECS's limit, of the overrides as JSON.
  static final int BYTES_MAX = 8_192;

  private CheckOverrides() {}

  /// The first thing that is wrong; null if nothing is.
  public static @Nullable String complaint(TaskDefinition definition, TaskOverride overrides) {
    int bytes = JsonSize.of(overrides);
    if (bytes > BYTES_MAX) {
      return "overrides have at most " + BYTES_MAX + " characters of JSON, not " + bytes + ".";
    }
    if (!overrides.inferenceAcceleratorOverrides().isEmpty()) {
      return "inferenceAcceleratorOverrides are not supported: Elastic Inference is no more.";
    }
    var names =
        definition.containerDefinitions().stream()
            .map(ContainerDefinition::name)
            .collect(Collectors.toUnmodifiableSet());
    var seen = new HashSet<String>();
    for (ContainerOverride override : overrides.containerOverrides()) {
      if (override.name() == null) {
        return "Each of containerOverrides needs the name of its container.";
      }
      if (!names.contains(override.name())) {
        return "Override for container named "
            + override.name()
            + " is not a container in the TaskDefinition.";
      }
      if (!seen.add(override.name())) {
        return "containerOverrides has container " + override.name() + " twice.";
      }
      if (override.environment().stream().anyMatch(pair -> pair.name() == null)) {
        return "Each of the environment of container " + override.name() + " needs a name.";
      }
    }
    return sizes(Overridden.of(definition, overrides));
  }

  private static @Nullable String sizes(TaskDefinition overridden) {
    for (ContainerDefinition container : overridden.containerDefinitions()) {
      @Nullable String wrong = CheckContainer.memory(container, overridden.memory());
      if (wrong != null) {
        return wrong;
      }
      @Nullable String files = CheckSecrets.files(container);
      if (files != null) {
        return CheckContainer.wrong(container, files);
      }
      @Nullable String resources = CheckSettings.resources(container);
      if (resources != null) {
        return CheckContainer.wrong(container, resources);
      }
    }
    @Nullable String storage = Storage.complaint(overridden.ephemeralStorage());
    if (storage != null) {
      return storage;
    }
    return CheckDefinition.size(
        overridden.cpu(), overridden.memory(), overridden.containerDefinitions());
  }
}
