package argosy.agent.runtime.docker;

import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Binding;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.Container.Phase;
import argosy.agent.runtime.ImageName;
import argosy.agent.runtime.Runtime.Image;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Docker's descriptions of things, read.
final class Inspection {
  private Inspection() {}

  static Container container(JsonNode found) {
    JsonNode state = found.path("State");
    Instant started = time(state.path("StartedAt"));
    Phase phase = phase(state, started);
    String error = started == null ? state.path("Error").asString("") : "";
    Map<String, String> labels = new TreeMap<>();
    found
        .path("Config")
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return new Container(
        found.path("Id").asString(""),
        found.path("Name").asString("").replaceFirst("^/", ""),
        phase,
        phase == Phase.STOPPED && started != null ? state.path("ExitCode").asInt(0) : null,
        state.path("OOMKilled").asBoolean(false),
        error,
        started,
        time(state.path("FinishedAt")),
        health(state.path("Health").path("Status").asString("")),
        healthAt(state.path("Health").path("Log")),
        bindings(found.path("NetworkSettings").path("Ports")),
        labels);
  }

  /// A container whose start failed stays `created`, with the error: it won't be started again.
  private static Phase phase(JsonNode state, @Nullable Instant started) {
    return switch (state.path("Status").asString("")) {
      case "running", "paused", "restarting" -> Phase.RUNNING;
      case "created" ->
          started == null && !state.path("Error").asString("").isEmpty()
              ? Phase.STOPPED
              : Phase.CREATED;
      default -> Phase.STOPPED;
    };
  }

  private static Health health(String status) {
    return switch (status) {
      case "healthy" -> Health.HEALTHY;
      case "unhealthy" -> Health.UNHEALTHY;
      default -> Health.UNKNOWN;
    };
  }

  private static @Nullable Instant healthAt(JsonNode log) {
    return log.isEmpty() ? null : time(log.path(log.size() - 1).path("End"));
  }

  /// A port published on all addresses has a binding for IPv4 and one for IPv6: one is told.
  private static List<Binding> bindings(JsonNode ports) {
    List<Binding> bindings = new ArrayList<>();
    for (var port : ports.properties()) {
      String[] parts = port.getKey().split("/", 2);
      List<Binding> both = new ArrayList<>();
      for (JsonNode at : port.getValue()) {
        both.add(
            new Binding(
                at.path("HostIp").asString(""),
                Integer.parseInt(parts[0]),
                Integer.parseInt(at.path("HostPort").asString("0")),
                parts[1]));
      }
      for (Binding binding : both) {
        boolean twin =
            binding.hostAddress().contains(":")
                && both.stream().anyMatch(b -> !b.hostAddress().contains(":"));
        if (!twin) {
          bindings.add(binding);
        }
      }
    }
    return bindings;
  }

  static Image image(String name, JsonNode found) {
    String repository = ImageName.parse(name).repository();
    List<String> digests =
        found.path("RepoDigests").valueStream().map(d -> d.asString("")).toList();
    String digest =
        digests.stream()
            .filter(d -> d.startsWith(repository + "@"))
            .findFirst()
            .or(() -> digests.stream().findFirst())
            .map(d -> d.substring(d.indexOf('@') + 1))
            .orElse("");
    List<String> environment =
        found
            .path("Config")
            .path("Env")
            .valueStream()
            .map(variable -> variable.asString("").split("=", 2)[0])
            .toList();
    return new Image(
        found.path("Id").asString(""),
        found.path("RepoTags").valueStream().map(tag -> tag.asString("")).toList(),
        digest,
        environment);
  }

  /// Docker says the year 1 for never.
  private static @Nullable Instant time(JsonNode text) {
    String value = text.asString("");
    return value.isEmpty() || value.startsWith("0001-")
        ? null
        : OffsetDateTime.parse(value).toInstant();
  }
}
