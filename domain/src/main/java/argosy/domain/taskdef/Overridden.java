package argosy.domain.taskdef;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// What a definition is for one task: what its overrides say, and of the rest what it said before.
public final class Overridden {
  private static final TaskOverride NOTHING = TaskOverride.builder().build();

  private Overridden() {}

  public static TaskDefinition of(TaskDefinition said, TaskOverride overrides) {
    return overrides.equals(NOTHING) ? said : changed(said, overrides);
  }

  private static TaskDefinition changed(TaskDefinition said, TaskOverride overrides) {
    return said.toBuilder()
        .cpu(either(overrides.cpu(), said.cpu()))
        .memory(either(overrides.memory(), said.memory()))
        .executionRoleArn(either(overrides.executionRoleArn(), said.executionRoleArn()))
        .taskRoleArn(either(overrides.taskRoleArn(), said.taskRoleArn()))
        .ephemeralStorage(either(overrides.ephemeralStorage(), said.ephemeralStorage()))
        .requiresAttributes(requirements(said, overrides))
        .containerDefinitions(
            said.containerDefinitions().stream()
                .map(container -> container(container, overrides.containerOverrides()))
                .toList())
        .build();
  }

  /// Files that only an override names need an agent that can get them, too.
  private static List<Attribute> requirements(TaskDefinition said, TaskOverride overrides) {
    boolean files =
        overrides.containerOverrides().stream().anyMatch(o -> !o.environmentFiles().isEmpty());
    boolean known =
        said.requiresAttributes().stream().anyMatch(a -> Requirements.FILES.equals(a.name()));
    return files && !known
        ? Stream.concat(
                said.requiresAttributes().stream(),
                Stream.of(Attribute.builder().name(Requirements.FILES).build()))
            .toList()
        : said.requiresAttributes();
  }

  private static ContainerDefinition container(
      ContainerDefinition said, List<ContainerOverride> overrides) {
    return overrides.stream()
        .filter(override -> said.name().equals(override.name()))
        .findFirst()
        .map(override -> container(said, override))
        .orElse(said);
  }

  private static ContainerDefinition container(
      ContainerDefinition said, ContainerOverride override) {
    var changed =
        said.toBuilder()
            .cpu(either(override.cpu(), said.cpu()))
            .memory(either(override.memory(), said.memory()))
            .memoryReservation(either(override.memoryReservation(), said.memoryReservation()));
    if (override.hasCommand()) {
      changed.command(override.command());
    }
    if (override.hasEnvironment()) {
      changed.environment(environment(said.environment(), override.environment()));
    }
    if (override.hasEnvironmentFiles()) {
      changed.environmentFiles(override.environmentFiles());
    }
    if (override.hasResourceRequirements()) {
      changed.resourceRequirements(override.resourceRequirements());
    }
    return changed.build();
  }

  private static List<KeyValuePair> environment(
      List<KeyValuePair> said, List<KeyValuePair> override) {
    Map<String, KeyValuePair> all = new LinkedHashMap<>();
    said.forEach(pair -> all.put(pair.name(), pair));
    override.forEach(pair -> all.put(pair.name(), pair));
    return List.copyOf(all.values());
  }

  private static <T> @Nullable T either(@Nullable T override, @Nullable T said) {
    return override == null ? said : override;
  }
}
