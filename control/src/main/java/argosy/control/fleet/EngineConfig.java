package argosy.control.fleet;

import argosy.wire.acs.PayloadTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What of a container definition has no typed member in a payload, in Docker Engine's own
/// spelling.
final class EngineConfig {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long MIB = 1 << 20;

  private EngineConfig() {}

  /// @param logOptions of its log driver, if it names one
  static PayloadTask.DockerConfig of(
      ContainerDefinition said, String networkMode, Map<String, String> logOptions) {
    return new PayloadTask.DockerConfig(
        null, config(said).toString(), hostConfig(said, networkMode, logOptions).toString());
  }

  private static ObjectNode config(ContainerDefinition said) {
    ObjectNode config = JSON.createObjectNode();
    text(config, "User", said.user());
    text(config, "WorkingDir", said.workingDirectory());
    text(config, "Hostname", said.hostname());
    yes(config, "OpenStdin", said.interactive());
    yes(config, "Tty", said.pseudoTerminal());
    yes(config, "NetworkDisabled", said.disableNetworking());
    if (!said.dockerLabels().isEmpty()) {
      ObjectNode labels = config.putObject("Labels");
      said.dockerLabels().forEach(labels::put);
    }
    if (said.healthCheck() != null) {
      healthCheck(config.putObject("Healthcheck"), said.healthCheck());
    }
    return config;
  }

  private static ObjectNode hostConfig(
      ContainerDefinition said, String networkMode, Map<String, String> logOptions) {
    ObjectNode config = JSON.createObjectNode();
    config.put("NetworkMode", networkMode);
    if (said.memoryReservation() != null) {
      config.put("MemoryReservation", said.memoryReservation() * MIB);
    }
    yes(config, "Privileged", said.privileged());
    yes(config, "ReadonlyRootfs", said.readonlyRootFilesystem());
    texts(config, "Dns", said.dnsServers());
    texts(config, "DnsSearch", said.dnsSearchDomains());
    texts(config, "SecurityOpt", said.dockerSecurityOptions());
    texts(
        config,
        "ExtraHosts",
        said.extraHosts().stream().map(h -> h.hostname() + ":" + h.ipAddress()).toList());
    if (!said.ulimits().isEmpty()) {
      ArrayNode ulimits = config.putArray("Ulimits");
      said.ulimits()
          .forEach(limit ->
              ulimits
                  .addObject()
                  .put("Name", limit.nameAsString())
                  .put("Soft", limit.softLimit())
                  .put("Hard", limit.hardLimit()));
    }
    if (!said.systemControls().isEmpty()) {
      ObjectNode sysctls = config.putObject("Sysctls");
      said.systemControls().stream()
          .collect(Collectors.toMap(c -> c.namespace(), c -> c.value(), (_, last) -> last))
          .forEach(sysctls::put);
    }
    if (said.linuxParameters() != null) {
      KernelConfig.put(config, said.linuxParameters(), said.memory());
    }
    if (said.logConfiguration() != null) {
      ObjectNode log = config.putObject("LogConfig");
      log.put("Type", said.logConfiguration().logDriverAsString());
      ObjectNode options = log.putObject("Config");
      logOptions.forEach(options::put);
    }
    return config;
  }

  /// ECS's defaults are said, because Docker's `Retries` of 0 and so on mean others.
  private static void healthCheck(ObjectNode config, HealthCheck said) {
    texts(config, "Test", said.command());
    config.put("Interval", nanos(said.interval(), 30));
    config.put("Timeout", nanos(said.timeout(), 5));
    config.put("StartPeriod", nanos(said.startPeriod(), 0));
    config.put("Retries", Objects.requireNonNullElse(said.retries(), 3));
  }

  private static long nanos(@Nullable Integer seconds, int unsaid) {
    return Duration.ofSeconds(Objects.requireNonNullElse(seconds, unsaid)).toNanos();
  }

  private static void text(ObjectNode config, String name, @Nullable String value) {
    if (value != null) {
      config.put(name, value);
    }
  }

  private static void yes(ObjectNode config, String name, @Nullable Boolean value) {
    if (Boolean.TRUE.equals(value)) {
      config.put(name, true);
    }
  }

  static void texts(ObjectNode config, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = config.putArray(name);
      values.forEach(array::add);
    }
  }
}
