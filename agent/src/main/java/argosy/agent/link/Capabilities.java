package argosy.agent.link;

import argosy.agent.Folders;
import argosy.agent.HostNetwork;
import argosy.agent.runtime.Runtime.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Attribute;

/// What this agent can do, in the names that the scheduler compares with what tasks require. Only
/// what is really there is listed: a task that needs more is better placed elsewhere.
final class Capabilities {
  private static final String PREFIX = "com.amazonaws.ecs.capability.";
  private static final String NEWER_PREFIX = "ecs.capability.";

  /// The first version of Docker's API that ECS asks for.
  private static final int FIRST_MINOR = 17;

  /// Those that need nothing of the agent but that their options reach the engine.
  private static final Set<String> LOG_DRIVERS =
      Set.of("json-file", "syslog", "journald", "gelf", "fluentd", "splunk");

  private Capabilities() {}

  /// @param asked whether containers and the engine can ask for credentials
  /// @param gpuDriver the version of its GPUs' driver; empty if it is unknown
  static List<Attribute> of(
      Engine engine, boolean asked, Folders folders, String gpuDriver, Map<String, String> custom) {
    List<Attribute> attributes = new ArrayList<>();
    if (engine.privileged()) {
      attributes.add(named(PREFIX + "privileged-container"));
    }
    int newest = Integer.parseInt(engine.apiVersion().substring("1.".length()));
    for (int minor = FIRST_MINOR; minor <= newest; minor++) {
      attributes.add(named(PREFIX + "docker-remote-api.1." + minor));
    }
    if (asked) {
      attributes.add(named(PREFIX + "task-iam-role"));
      attributes.add(named(PREFIX + "task-iam-role-network-host"));
    }
    if (asked && engine.logDrivers().contains("awslogs")) { // the engine asks for credentials too
      attributes.add(named(PREFIX + "logging-driver.awslogs"));
      attributes.add(named(NEWER_PREFIX + "execution-role-awslogs"));
    }
    attributes.add(named(PREFIX + "logging-driver.none"));
    engine.logDrivers().stream()
        .filter(LOG_DRIVERS::contains)
        .sorted()
        .forEach(driver -> attributes.add(named(PREFIX + "logging-driver." + driver)));
    attributes.add(named(NEWER_PREFIX + "full-sync"));
    attributes.add(named(NEWER_PREFIX + "container-ordering"));
    attributes.add(named(NEWER_PREFIX + "task-cpu-mem-limit"));
    attributes.add(named(NEWER_PREFIX + "increased-task-cpu-limit"));
    attributes.add(named(NEWER_PREFIX + "container-health-check"));
    attributes.add(named(NEWER_PREFIX + "container-restart-policy"));
    attributes.add(named(NEWER_PREFIX + "pid-ipc-namespace-sharing"));
    attributes.add(named(NEWER_PREFIX + "network.container-port-range"));
    if (custom.containsKey(HostNetwork.UNDERLAY)) {
      attributes.add(named(NEWER_PREFIX + "task-eni"));
    }
    if (folders.efs().isPresent()) {
      attributes.add(named(NEWER_PREFIX + "efs"));
      attributes.add(named(NEWER_PREFIX + "efsAuth"));
    }
    if (folders.s3().isPresent()) {
      attributes.add(named(NEWER_PREFIX + "env-files.s3"));
    }
    if (!gpuDriver.isEmpty()) {
      attributes.add(named(NEWER_PREFIX + "nvidia-driver-version." + gpuDriver));
      attributes.add(valued(NEWER_PREFIX + "gpu-driver-version", gpuDriver));
    }
    engine
        .volumeDrivers()
        .forEach(driver -> attributes.add(named(NEWER_PREFIX + "docker-plugin." + driver)));
    attributes.add(valued("ecs.os-type", "linux"));
    attributes.add(valued("ecs.os-family", "LINUX"));
    attributes.add(valued("ecs.cpu-architecture", architecture()));
    custom.forEach((name, value) -> attributes.add(valued(name, value)));
    return attributes;
  }

  private static String architecture() {
    String here = System.getProperty("os.arch", "");
    return here.equals("aarch64") ? "arm64" : "x86_64";
  }

  private static Attribute named(String name) {
    return Attribute.builder().name(name).build();
  }

  private static Attribute valued(String name, String value) {
    return Attribute.builder().name(name).value(value).build();
  }
}
