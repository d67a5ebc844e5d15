package argosy.domain.taskdef;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ApplicationProtocol;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// What is wrong with port mappings, in ECS's words.
final class CheckPorts {
  private static final int PORT_MAX = 65_535;

  /// ECS's, for a container.
  private static final int RANGES_MAX = 100;

  private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_-]{0,63}");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

  private CheckPorts() {}

  static @Nullable String complaint(
      ContainerDefinition container, RegisterTaskDefinitionRequest task) {
    for (PortMapping port : container.portMappings()) {
      @Nullable String wrong =
          port.containerPortRange() == null
              ? port(container, port, task)
              : range(container, port, task);
      if (wrong != null) {
        return wrong;
      }
      wrong = name(container, port);
      if (wrong != null) {
        return wrong;
      }
    }
    return ranges(container);
  }

  private static @Nullable String ranges(ContainerDefinition container) {
    List<PortMapping> ports = container.portMappings();
    if (ports.stream().filter(p -> p.containerPortRange() != null).count() > RANGES_MAX) {
      return CheckContainer.wrong(
          container, "At most " + RANGES_MAX + " port mappings have a 'containerPortRange'.");
    }
    var seen = new HashMap<String, String>();
    for (PortMapping port : ports) {
      String range = port.containerPortRange();
      String[] ends = range == null ? new String[0] : range.split("-", 2);
      int first = range == null ? port.containerPort() : Integer.parseInt(ends[0]);
      int last = range == null ? first : Integer.parseInt(ends[1]);
      for (int number = first; number <= last; number++) {
        String name = number + "/" + Objects.requireNonNullElse(port.protocolAsString(), "tcp");
        @Nullable String before = seen.put(name, range == null ? "" : range);
        if (before != null && (range != null || !before.isEmpty())) {
          return CheckContainer.wrong(
              container,
              "Container port "
                  + name
                  + " is in two port mappings: a 'containerPortRange' can't"
                  + " overlap another mapping.");
        }
      }
    }
    return null;
  }

  private static @Nullable String port(
      ContainerDefinition container, PortMapping port, RegisterTaskDefinitionRequest task) {
    Integer inside = port.containerPort();
    Integer outside = port.hostPort();
    if (inside == null || inside < 1 || inside > PORT_MAX) {
      return CheckContainer.wrong(
          container, "'containerPort' must be between 1 and 65535, not " + inside + ".");
    }
    if (outside != null && (outside < 0 || outside > PORT_MAX)) {
      return CheckContainer.wrong(
          container, "'hostPort' must be between 0 and 65535, not " + outside + ".");
    }
    if (port.protocol() == TransportProtocol.UNKNOWN_TO_SDK_VERSION) {
      return oddProtocol(container, port);
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
    return task.networkMode() == NetworkMode.NONE
        ? "Port mappings are not supported when networkMode=none."
        : null;
  }

  private static String oddProtocol(ContainerDefinition container, PortMapping port) {
    return CheckContainer.wrong(
        container, "'protocol' must be tcp or udp, not " + port.protocolAsString() + ".");
  }

  private static @Nullable String range(
      ContainerDefinition container, PortMapping port, RegisterTaskDefinitionRequest task) {
    Matcher match = RANGE.matcher(port.containerPortRange());
    boolean valid =
        match.matches()
            && Integer.parseInt(match.group(1)) >= 1
            && Integer.parseInt(match.group(1)) < Integer.parseInt(match.group(2))
            && Integer.parseInt(match.group(2)) <= PORT_MAX;
    if (!valid) {
      return CheckContainer.wrong(
          container,
          "'containerPortRange' must be two ports such as 8000-8010, not '"
              + port.containerPortRange()
              + "'.");
    }
    if (port.protocol() == TransportProtocol.UNKNOWN_TO_SDK_VERSION) {
      return oddProtocol(container, port);
    }
    if (port.containerPort() != null || port.hostPort() != null) {
      return CheckContainer.wrong(
          container, "'containerPortRange' stands without 'containerPort' and 'hostPort'.");
    }
    boolean modeHasRanges =
        task.networkMode() == null
            || task.networkMode() == NetworkMode.BRIDGE
            || task.networkMode() == NetworkMode.AWSVPC;
    return modeHasRanges
        ? null
        : CheckContainer.wrong(
            container, "'containerPortRange' needs networkMode bridge or awsvpc.");
  }

  private static @Nullable String name(ContainerDefinition container, PortMapping port) {
    if (port.name() != null && !NAME.matcher(port.name()).matches()) {
      return CheckContainer.wrong(
          container,
          "The name '"
              + port.name()
              + "' of a port mapping must have 1 to 64 lowercase letters, numbers, underscores and"
              + " hyphens, and can't start with a hyphen.");
    }
    if (port.appProtocol() == ApplicationProtocol.UNKNOWN_TO_SDK_VERSION) {
      return CheckContainer.wrong(
          container,
          "'appProtocol' must be http, http2 or grpc, not " + port.appProtocolAsString() + ".");
    }
    return port.appProtocol() != null && port.name() == null
        ? CheckContainer.wrong(container, "A port mapping with an 'appProtocol' needs a 'name'.")
        : null;
  }

  /// Names of port mappings are unique in the whole task definition: Service Connect goes by them.
  static @Nullable String names(List<ContainerDefinition> containers) {
    Set<String> seen = new HashSet<>();
    return containers.stream()
        .flatMap(container -> container.portMappings().stream())
        .map(PortMapping::name)
        .filter(name -> name != null && !seen.add(name))
        .findFirst()
        .map(name ->
            "Port mapping names must be unique in a task definition: '"
                + name
                + "' stands there twice.")
        .orElse(null);
  }
}
