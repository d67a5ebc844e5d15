package argosy.domain.taskdef;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// What is wrong with one container of a task definition, in ECS's words.
final class CheckContainer {

  /// Docker's own minimum, and so ECS's.
  private static final int MEMORY_MIN_MIB = 6;

  private static final int PORT_MAX = 65_535;
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
    @Nullable String memory = memory(container, task);
    if (memory != null) {
      return memory;
    }
    for (PortMapping port : container.portMappings()) {
      @Nullable String complaint = port(container, port, task);
      if (complaint != null) {
        return complaint;
      }
    }
    return links(container, task);
  }

  private static @Nullable String memory(
      ContainerDefinition container, RegisterTaskDefinitionRequest task) {
    Integer hard = container.memory();
    Integer soft = container.memoryReservation();
    if (hard == null && soft == null && task.memory() == null) {
      return wrong(container, "At least one of 'memory' or 'memoryReservation' must be specified.");
    }
    if ((hard != null && hard < MEMORY_MIN_MIB) || (soft != null && soft < MEMORY_MIN_MIB)) {
      return wrong(
          container, "'memory' and 'memoryReservation' are at least " + MEMORY_MIN_MIB + " MiB.");
    }
    if (hard != null && soft != null && soft > hard) {
      return wrong(container, "The 'memory' must be greater than the 'memoryReservation'.");
    }
    if (container.cpu() != null && container.cpu() < 0) {
      return wrong(container, "'cpu' can't be negative.");
    }
    return null;
  }

  private static @Nullable String port(
      ContainerDefinition container, PortMapping port, RegisterTaskDefinitionRequest task) {
    if (port.containerPortRange() != null) {
      return null;
    }
    Integer inside = port.containerPort();
    Integer outside = port.hostPort();
    if (inside == null || inside < 1 || inside > PORT_MAX) {
      return wrong(container, "'containerPort' must be between 1 and 65535, not " + inside + ".");
    }
    if (outside != null && (outside < 0 || outside > PORT_MAX)) {
      return wrong(container, "'hostPort' must be between 0 and 65535, not " + outside + ".");
    }
    if (port.protocol() == TransportProtocol.UNKNOWN_TO_SDK_VERSION) {
      return wrong(
          container, "'protocol' must be tcp or udp, not " + port.protocolAsString() + ".");
    }
    boolean same = outside == null || outside.equals(inside);
    if (task.networkMode() == NetworkMode.AWSVPC && !same) {
      return "When networkMode=awsvpc, the host ports and container ports in port mappings must"
          + " match.";
    }
    if (task.networkMode() == NetworkMode.HOST && !same) {
      return "When networkMode=host, the host ports and container ports in port mappings must"
          + " match.";
    }
    if (task.networkMode() == NetworkMode.NONE) {
      return "Port mappings are not supported when networkMode=none.";
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
        .map(path -> "Links go in a circle: " + path + ".")
        .orElse(null);
  }

  private static String wrong(ContainerDefinition container, String what) {
    return "Invalid setting for container '" + container.name() + "'. " + what;
  }
}
