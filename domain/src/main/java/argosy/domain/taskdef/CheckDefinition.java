package argosy.domain.taskdef;

import argosy.domain.error.EcsError;
import argosy.domain.query.Query;
import argosy.domain.tag.Tags;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.OSFamily;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.ProxyConfiguration;
import software.amazon.awssdk.services.ecs.model.ProxyConfigurationType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraintType;

/// What is wrong with a task definition as a whole, in ECS's words. [CheckContainer] looks at each
/// container.
final class CheckDefinition {

  /// ECS's quota of containers in a task definition.
  static final int CONTAINERS_MAX = 10;

  /// ECS's quota of a task definition's size.
  static final int BYTES_MAX = 65_536;

  /// ECS's quota of placement constraints in a task definition.
  private static final int CONSTRAINTS_MAX = 10;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  private CheckDefinition() {}

  /// The first thing that is wrong; empty if nothing is.
  static Optional<EcsError> complaint(RegisterTaskDefinitionRequest said) {
    return Stream.<java.util.function.Function<RegisterTaskDefinitionRequest, @Nullable String>>of(
            CheckDefinition::family,
            CheckDefinition::containers,
            CheckDefinition::networkMode,
            task -> size(task.cpu(), task.memory(), task.containerDefinitions()),
            CheckVolumes::complaint,
            CheckDefinition::dependencies,
            CheckDefinition::modes,
            CheckDefinition::constraints,
            CheckDefinition::proxy,
            CheckDefinition::accelerators,
            CheckDefinition::compatibilities,
            CheckDefinition::length)
        .map(check -> Optional.ofNullable(check.apply(said)))
        .flatMap(Optional::stream)
        .<EcsError>map(EcsError.Client::new)
        .findFirst()
        .or(() -> Tags.complaint(said.tags()));
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

  /// What is wrong with the size of a task.
  static @Nullable String size(
      @Nullable String cpu, @Nullable String memory, List<ContainerDefinition> containers) {
    if (cpu != null && TaskSize.cpuUnits(cpu).filter(n -> n > 0).isEmpty()) {
      return "Invalid 'cpu' setting for task: '"
          + cpu
          + "'. Use CPU units, such as 256, or .25 vCPU.";
    }
    if (memory != null && TaskSize.memoryMib(memory).filter(n -> n > 0).isEmpty()) {
      return "Invalid 'memory' setting for task: '"
          + memory
          + "'. Use MiB, such as 512, or 0.5 GB.";
    }
    int wanted = containers.stream().mapToInt(c -> Objects.requireNonNullElse(c.cpu(), 0)).sum();
    return TaskSize.cpuUnits(cpu).filter(units -> units < wanted).isPresent()
        ? "The sum of all container 'cpu' values cannot be greater than the value of the task"
            + " 'cpu'."
        : null;
  }

  private static @Nullable String compatibilities(RegisterTaskDefinitionRequest said) {
    if (said.requiresCompatibilities().contains(Compatibility.UNKNOWN_TO_SDK_VERSION)) {
      return "requiresCompatibilities takes EC2, FARGATE, EXTERNAL and MANAGED_INSTANCES, not "
          + said.requiresCompatibilitiesAsStrings()
          + ".";
    }
    return said.requiresCompatibilities().contains(Compatibility.FARGATE)
        ? CheckFargate.complaint(said)
        : null;
  }

  private static @Nullable String modes(RegisterTaskDefinitionRequest said) {
    if (said.pidMode() == PidMode.UNKNOWN_TO_SDK_VERSION) {
      return "Invalid pidMode '" + said.pidModeAsString() + "': use host or task.";
    }
    if (said.ipcMode() == IpcMode.UNKNOWN_TO_SDK_VERSION) {
      return "Invalid ipcMode '" + said.ipcModeAsString() + "': use host, task or none.";
    }
    RuntimePlatform platform = said.runtimePlatform();
    boolean odd =
        platform != null
            && (platform.cpuArchitecture() == CPUArchitecture.UNKNOWN_TO_SDK_VERSION
                || platform.operatingSystemFamily() == OSFamily.UNKNOWN_TO_SDK_VERSION);
    if (odd) {
      return "Invalid runtimePlatform: cpuArchitecture is X86_64 or ARM64, operatingSystemFamily is"
          + " LINUX or one of Windows Server.";
    }
    @Nullable String storage = Storage.complaint(said.ephemeralStorage());
    return storage == null && said.ephemeralStorage() != null && !isForFargate(said)
        ? Storage.FARGATE_ONLY
        : storage;
  }

  private static boolean isForFargate(RegisterTaskDefinitionRequest said) {
    return (said.requiresCompatibilities().isEmpty()
            || said.requiresCompatibilities().contains(Compatibility.FARGATE))
        && CheckFargate.complaint(said) == null;
  }

  private static @Nullable String constraints(RegisterTaskDefinitionRequest said) {
    if (said.placementConstraints().size() > CONSTRAINTS_MAX) {
      return "A task definition has at most " + CONSTRAINTS_MAX + " placement constraints.";
    }
    for (TaskDefinitionPlacementConstraint constraint : said.placementConstraints()) {
      if (constraint.type() != TaskDefinitionPlacementConstraintType.MEMBER_OF) {
        return "Invalid placement constraint type '"
            + constraint.typeAsString()
            + "': a task definition takes memberOf.";
      }
      if (constraint.expression() == null || constraint.expression().isBlank()) {
        return "A placement constraint of the type memberOf needs an expression.";
      }
      if (Query.parse(constraint.expression()) instanceof Query.Parsed.Wrong(String complaint)) {
        return "Invalid placement constraint expression: " + complaint;
      }
    }
    return null;
  }

  @SuppressWarnings("deprecation") // AWS took the service away; the member is still there
  private static @Nullable String accelerators(RegisterTaskDefinitionRequest said) {
    return said.hasInferenceAccelerators() && !said.inferenceAccelerators().isEmpty()
        ? "Amazon Elastic Inference is no longer available: leave out inferenceAccelerators."
        : null;
  }

  private static @Nullable String proxy(RegisterTaskDefinitionRequest said) {
    ProxyConfiguration proxy = said.proxyConfiguration();
    if (proxy == null) {
      return null;
    }
    if (proxy.type() == ProxyConfigurationType.UNKNOWN_TO_SDK_VERSION) {
      return "Invalid proxyConfiguration type '" + proxy.typeAsString() + "': use APPMESH.";
    }
    if (said.networkMode() != NetworkMode.AWSVPC) {
      return "A proxyConfiguration needs networkMode awsvpc.";
    }
    boolean known =
        said.containerDefinitions().stream().anyMatch(c -> c.name().equals(proxy.containerName()));
    return known
        ? null
        : "The proxyConfiguration names '"
            + proxy.containerName()
            + "', which is no container of the task.";
  }

  private static @Nullable String dependencies(RegisterTaskDefinitionRequest said) {
    @Nullable String names = CheckPorts.names(said.containerDefinitions());
    return names == null ? CheckDependencies.complaint(said.containerDefinitions()) : names;
  }

  private static @Nullable String length(RegisterTaskDefinitionRequest said) {
    int bytes = JsonSize.of(said);
    return bytes > BYTES_MAX
        ? "Actual length: '" + bytes + "'. Max allowed length is '" + BYTES_MAX + "' bytes."
        : null;
  }
}
