package argosy.domain.taskdef;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// What is wrong with one container of a task definition, in ECS's words.
final class CheckContainer {

  /// Docker's own minimum, and so ECS's.
  private static final int MEMORY_MIN_MIB = 6;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final Pattern IMAGE = Pattern.compile("[a-zA-Z0-9_.:/@#+-]{1,255}");

  private CheckContainer() {}

  /// The first thing that is wrong; null if nothing is.
  static @Nullable String complaint(
      ContainerDefinition container, RegisterTaskDefinitionRequest task) {
    if (container.name() == null || container.name().isEmpty()) {
      return "Container.name should not be null or empty.";
    }
    if (!NAME.matcher(container.name()).matches()) {
      return "Invalid container name '"
          + container.name()
          + "': 1 to 255 letters, digits, hyphens and underscores.";
    }
    if (container.image() == null || container.image().isEmpty()) {
      return "Container.image should not be null or empty.";
    }
    if (!IMAGE.matcher(container.image()).matches()) {
      return wrong(container, "'" + container.image() + "' is no image name.");
    }
    @Nullable String memory = memory(container, task.memory());
    if (memory != null) {
      return memory;
    }
    @Nullable String ports = CheckPorts.complaint(container, task);
    if (ports != null) {
      return ports;
    }
    @Nullable String settings = CheckSettings.complaint(container);
    if (settings != null) {
      return settings;
    }
    @Nullable String secrets = CheckSecrets.complaint(container, task);
    if (secrets != null) {
      return secrets;
    }
    return links(container, task);
  }

  /// What is wrong with the sizes of a container.
  ///
  /// @param task the memory of its whole task
  static @Nullable String memory(ContainerDefinition container, @Nullable String task) {
    Integer hard = container.memory();
    Integer soft = container.memoryReservation();
    if (hard == null && soft == null && task == null) {
      return wrong(container, "At least one of 'memory' or 'memoryReservation' must be specified.");
    }
    if ((hard != null && hard < MEMORY_MIN_MIB) || (soft != null && soft < MEMORY_MIN_MIB)) {
      return wrong(
          container, "'memory' and 'memoryReservation' are at least " + MEMORY_MIN_MIB + " MiB.");
    }
    if (hard != null && soft != null && soft > hard) {
      return wrong(container, "The 'memory' must be greater than the 'memoryReservation'.");
    }
    Integer limit = TaskSize.memoryMib(task).filter(mib -> mib > 0).orElse(null);
    if (limit != null && hard != null && hard > limit) {
      return wrong(
          container,
          "The 'memory' setting for container is greater than for the task: "
              + hard
              + " MiB of "
              + limit
              + ".");
    }
    if (container.cpu() != null && container.cpu() < 0) {
      return wrong(container, "'cpu' can't be negative.");
    }
    return null;
  }

  private static @Nullable String links(
      ContainerDefinition container, RegisterTaskDefinitionRequest task) {
    if (container.links().isEmpty()) {
      return null;
    }
    if (task.networkMode() != null && task.networkMode() != NetworkMode.BRIDGE) {
      return "Links are not supported when networkMode=" + task.networkModeAsString() + ".";
    }
    for (String link : container.links()) {
      String target = link.contains(":") ? link.substring(0, link.indexOf(':')) : link;
      boolean known =
          task.containerDefinitions().stream().anyMatch(other -> target.equals(other.name()));
      if (!known) {
        return wrong(container, "It links to '" + target + "', which is no container of the task.");
      }
    }
    return LinkCycle.find(task.containerDefinitions())
        .map(path -> "Container links should not have a cycle: " + path + ".")
        .orElse(null);
  }

  static String wrong(ContainerDefinition container, String what) {
    return "Invalid setting for container '" + container.name() + "'. " + what;
  }
}
