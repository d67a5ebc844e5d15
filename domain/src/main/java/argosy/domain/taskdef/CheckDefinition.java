package argosy.domain.taskdef;

import argosy.domain.error.EcsError;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/// What is wrong with a task definition as a whole, in ECS's words. [CheckContainer] looks at each
/// container.
final class CheckDefinition {

  /// ECS's quota of containers in a task definition.
  static final int CONTAINERS_MAX = 10;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  private CheckDefinition() {}

  /// The first thing that is wrong; empty if nothing is.
  static Optional<EcsError> complaint(RegisterTaskDefinitionRequest said) {
    return Stream.<java.util.function.Function<RegisterTaskDefinitionRequest, @Nullable String>>of(
            CheckDefinition::family,
            CheckDefinition::containers,
            CheckDefinition::networkMode,
            CheckDefinition::size,
            CheckDefinition::volumes,
            CheckDefinition::fargate)
        .map(check -> Optional.ofNullable(check.apply(said)))
        .flatMap(Optional::stream)
        .<EcsError>map(EcsError.Client::new)
        .findFirst();
  }

  private static @Nullable String family(RegisterTaskDefinitionRequest said) {
    if (said.family() == null || said.family().isEmpty()) {
      return "Family can not be blank.";
    }
    return NAME.matcher(said.family()).matches()
        ? null
        : "Family contains invalid characters: a name has 1 to 255 letters, digits, hyphens and"
            + " underscores.";
  }

  private static @Nullable String containers(RegisterTaskDefinitionRequest said) {
    var containers = said.containerDefinitions();
    if (containers.isEmpty()) {
      return "Container list cannot be empty.";
    }
    if (containers.size() > CONTAINERS_MAX) {
      return "Too many containers: a task definition has at most " + CONTAINERS_MAX + ".";
    }
    var names = new HashSet<String>();
    for (var container : containers) {
      @Nullable String wrong = CheckContainer.complaint(container, said);
      if (wrong != null) {
        return wrong;
      }
      if (!names.add(container.name())) {
        return "Container names must be unique in a task definition: '"
            + container.name()
            + "' stands there twice.";
      }
    }
    boolean essential = containers.stream().anyMatch(c -> c.essential() == null || c.essential());
    return essential ? null : "At least one container must be essential.";
  }

  private static @Nullable String networkMode(RegisterTaskDefinitionRequest said) {
    return said.networkMode() == NetworkMode.UNKNOWN_TO_SDK_VERSION
        ? "Invalid network mode '"
            + said.networkModeAsString()
            + "': use bridge, host, awsvpc or none."
        : null;
  }

  private static @Nullable String size(RegisterTaskDefinitionRequest said) {
    if (said.cpu() != null && TaskSize.cpuUnits(said.cpu()).filter(n -> n > 0).isEmpty()) {
      return "Invalid 'cpu' setting for task: '"
          + said.cpu()
          + "'. Use CPU units, such as 256, or .25 vCPU.";
    }
    if (said.memory() != null && TaskSize.memoryMib(said.memory()).filter(n -> n > 0).isEmpty()) {
      return "Invalid 'memory' setting for task: '"
          + said.memory()
          + "'. Use MiB, such as 512, or 0.5 GB.";
    }
    int wanted =
        said.containerDefinitions().stream()
            .mapToInt(container -> Objects.requireNonNullElse(container.cpu(), 0))
            .sum();
    return TaskSize.cpuUnits(said.cpu()).filter(cpu -> cpu < wanted).isPresent()
        ? "The sum of all container 'cpu' values cannot be greater than the value of the task"
            + " 'cpu'."
        : null;
  }

  private static @Nullable String volumes(RegisterTaskDefinitionRequest said) {
    var names = new HashSet<String>();
    for (Volume volume : said.volumes()) {
      if (volume.name() == null || !NAME.matcher(volume.name()).matches()) {
        return "Invalid volume name '"
            + volume.name()
            + "': 1 to 255 letters, digits, hyphens and underscores.";
      }
      if (!names.add(volume.name())) {
        return "Duplicate volume name '" + volume.name() + "'.";
      }
    }
    Set<String> mounted =
        said.containerDefinitions().stream()
            .flatMap(container -> container.mountPoints().stream())
            .map(point -> String.valueOf(point.sourceVolume()))
            .collect(Collectors.toSet());
    mounted.removeAll(names);
    return mounted.isEmpty()
        ? null
        : "Unknown volume '"
            + mounted.iterator().next()
            + "': a mountPoint names a volume of the task definition.";
  }

  private static @Nullable String fargate(RegisterTaskDefinitionRequest said) {
    if (!said.requiresCompatibilities().contains(Compatibility.FARGATE)) {
      return null;
    }
    if (said.networkMode() != NetworkMode.AWSVPC) {
      return "Fargate only supports network mode ‘awsvpc’.";
    }
    if (said.cpu() == null) {
      return "Fargate requires that 'cpu' be defined at the task level.";
    }
    if (said.memory() == null) {
      return "Fargate requires that 'memory' be defined at the task level.";
    }
    return FargateSize.parse(said.cpu(), said.memory()).isPresent()
        ? null
        : "No Fargate configuration exists for given values: "
            + said.cpu()
            + " CPU, "
            + said.memory()
            + " memory. See the table of task sizes in the ECS developer guide for valid"
            + " combinations.";
  }
}
