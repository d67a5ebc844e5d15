package argosy.agent.task;

import argosy.agent.runtime.Runtime.Image;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.PayloadTask.Container;
import argosy.wire.acs.PayloadTask.MountPoint;
import argosy.wire.acs.PayloadTask.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a container looks like to Docker Engine: the body of its creation.
///
/// What is derived from the definition comes first; the Docker-spelled objects of the payload are
/// laid over it and win; the labels that the agent lives by are put on last.
final class CreateBody {
  static final JsonMapper JSON = JsonMapper.shared();

  /// Docker takes no fewer.
  private static final int CPU_SHARES_MIN = 2;

  private static final long MIB = 1024L * 1024;
  private static final int MEMORY_MIN_MIB = 4;

  /// Docker's own unit of CPU time: a period of 100 ms.
  private static final int CPU_PERIOD_MICROS = 100_000;

  private static final int CPU_QUOTA_MIN_MICROS = 1_000;
  private static final Set<String> NETWORK_MODES = Set.of("", "default", "bridge", "host", "none");

  private CreateBody() {}

  /// @throws IllegalArgumentException with the container's reason, if the payload contradicts
  ///   itself or asks for what this agent doesn't do
  static ObjectNode of(TaskState task, ContainerState container, Place place) {
    ObjectNode body = container.isPause() ? Pause.body(task) : ofDefinition(task, container, place);
    ObjectNode labels = body.withObjectProperty("Labels");
    Labels.of(task, container, place).forEach(labels::put);
    return body;
  }

  private static ObjectNode ofDefinition(TaskState task, ContainerState container, Place place) {
    Container spec = container.spec();
    ObjectNode body = JSON.createObjectNode();
    body.put("Image", spec.image());
    strings(body, "Entrypoint", spec.entryPoint());
    strings(body, "Cmd", command(spec));
    strings(body, "Env", environment(task, container, place));
    ObjectNode host = body.putObject("HostConfig");
    limits(host, task.payload(), spec);
    strings(host, "Binds", binds(task.payload(), spec, place.host()));
    strings(host, "VolumesFrom", volumesFrom(task, spec));
    strings(host, "Links", links(task, spec));
    host.put("NetworkMode", networkMode(task, place));
    mode(host, "PidMode", Pause.shared(task, task.payload().pidMode()));
    mode(host, "IpcMode", Pause.shared(task, task.payload().ipcMode()));
    PayloadTask.DockerConfig docker = spec.dockerConfig();
    if (docker != null) {
      lay(body, parse(docker.config(), "DockerClientConfigError"));
      lay(host, said(spec));
    }
    if (task.payload().networkInterface().isPresent()) {
      host.put("NetworkMode", networkMode(task, place)); // Docker has no word for awsvpc
    }
    check(host, task.pause().isPresent());
    place.gpus().give(host, task.payload().gpus(spec.name()));
    place.runtimes().choose(host, task.payload());
    AwsLogsDriver.complete(host, task.payload(), place);
    if (task.payload().networkInterface().isEmpty()) {
      Ports.publish(body, spec.portMappings(), place.publishAddress());
    }
    return body;
  }

  /// What the payload says of the container's `HostConfig`.
  ///
  /// @throws IllegalArgumentException if that is no object
  static JsonNode said(Container spec) {
    PayloadTask.DockerConfig docker = spec.dockerConfig();
    return parse(docker == null ? null : docker.hostConfig(), "HostConfigError");
  }

  /// The container's command, overridden or not.
  ///
  /// @throws IllegalArgumentException if the overrides hold anything but a command
  static List<String> command(Container spec) {
    String overrides = spec.overrides();
    if (overrides == null || overrides.isBlank()) {
      return spec.command();
    }
    JsonNode parsed = parse(overrides, "invalid overrides");
    for (String key : parsed.propertyNames()) {
      if (!key.equals("command")) {
        throw new IllegalArgumentException("unknown override " + key);
      }
    }
    JsonNode command = parsed.path("command");
    return command.isArray()
        ? command.valueStream().map(JsonNode::asString).toList()
        : spec.command();
  }

  private static void limits(ObjectNode host, PayloadTask task, Container spec) {
    host.put("CpuShares", Math.max(CPU_SHARES_MIN, spec.cpu()));
    Double vcpus = task.cpu();
    if (vcpus != null && vcpus > 0) {
      host.put("CpuPeriod", CPU_PERIOD_MICROS);
      host.put("CpuQuota", Math.max(CPU_QUOTA_MIN_MICROS, Math.round(vcpus * CPU_PERIOD_MICROS)));
    }
    Integer ofTask = task.memory();
    int mib = spec.memory() > 0 ? spec.memory() : ofTask == null ? 0 : ofTask;
    if (mib > 0) {
      host.put("Memory", Math.max(MEMORY_MIN_MIB, mib) * MIB);
    }
  }

  private static List<String> environment(TaskState task, ContainerState container, Place place) {
    Container spec = container.spec();
    Map<String, String> environment = new TreeMap<>(spec.environment());
    Image image = container.image();
    for (String name : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      if (image == null || !image.environment().contains(name)) {
        environment.putIfAbsent(name, place.region());
      }
    }
    List<String> gpus = task.payload().gpus(spec.name());
    if (!gpus.isEmpty()) {
      environment.put(GpuAccess.VISIBLE, place.gpus().visible(gpus));
    } else if (!place.gpus().ids().isEmpty()) {
      environment.putIfAbsent(GpuAccess.VISIBLE, place.gpus().visible(gpus));
    }
    environment.putAll(place.metadata().environment(task.payload(), spec.name()));
    return environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /// The names of the variables that the definition and the agent set. The region isn't among them:
  /// it is a default. So is that a container without GPUs sees none.
  static Set<String> said(PayloadTask task, Container spec, Place place) {
    Set<String> names = new HashSet<>(spec.environment().keySet());
    names.addAll(place.metadata().environment(task, spec.name()).keySet());
    if (!task.gpus(spec.name()).isEmpty()) {
      names.add(GpuAccess.VISIBLE);
    }
    return names;
  }

  private static List<String> binds(PayloadTask task, Container spec, String host) {
    return spec.mountPoints().stream()
        .filter(mount -> !FileSystems.isOne(task, mount))
        .map(mount -> source(task, mount, host) + ":" + mount.containerPath() + mode(mount))
        .toList();
  }

  private static String source(PayloadTask task, MountPoint mount, String host) {
    for (Volume volume : task.volumes()) {
      if (volume.name().equals(mount.sourceVolume())) {
        return TaskVolumes.path(volume).orElseGet(() -> TaskVolumes.name(host, task, volume));
      }
    }
    throw new IllegalArgumentException(
        "HostConfigError: Invalid volume referenced: " + mount.sourceVolume());
  }

  private static List<String> volumesFrom(TaskState task, Container spec) {
    return spec.volumesFrom().stream()
        .map(from ->
            task.container(from.sourceContainer()).dockerName() + (from.readOnly() ? ":ro" : ""))
        .toList();
  }

  private static String mode(MountPoint mount) {
    return mount.readOnly() ? ":ro" : "";
  }

  private static void mode(ObjectNode host, String name, @Nullable String said) {
    if (said != null && !said.isEmpty()) {
      host.put(name, said);
    }
  }

  private static List<String> links(TaskState task, Container spec) {
    return spec.links().stream()
        .map(link -> {
          String[] parts = link.split(":", 2);
          String alias = parts.length == 2 ? parts[1] : parts[0];
          return task.container(parts[0]).dockerName() + ":" + alias;
        })
        .toList();
  }

  /// A container of a task with an interface of its own lives where its pause container does. If
  /// there is none it is made for the host's network, and [HostNetwork#join] takes it elsewhere.
  private static String networkMode(TaskState task, Place place) {
    if (task.payload().networkInterface().isPresent()) {
      return place.runtimes().joins(task.payload()) && task.pause().isEmpty()
          ? "host"
          : Pause.shared(task);
    }
    String mode = task.payload().networkMode();
    return mode == null || mode.isEmpty() ? "bridge" : mode;
  }

  private static void check(ObjectNode host, boolean paused) {
    String mode = host.path("NetworkMode").asString("");
    if (!NETWORK_MODES.contains(mode) && !(paused && mode.startsWith("container:"))) {
      throw new IllegalArgumentException(
          "HostConfigError: network mode " + mode + " isn't supported by this agent yet");
    }
    String restart = host.path("RestartPolicy").path("Name").asString("");
    boolean restarts = !restart.isEmpty() && !restart.equals("no");
    if (restarts || host.path("AutoRemove").asBoolean(false)) {
      throw new IllegalArgumentException(
          "HostConfigError: RestartPolicy and AutoRemove are the agent's business");
    }
  }

  private static JsonNode parse(@Nullable String text, String error) {
    if (text == null || text.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode parsed = JSON.readTree(text);
      if (parsed.isObject()) {
        return parsed;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(error + ": " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException(error + ": not a JSON object");
  }

  /// As Go reads JSON into a value that exists: objects are merged, all else replaces.
  private static void lay(ObjectNode under, JsonNode over) {
    for (var member : over.properties()) {
      if (member.getValue().isObject()
          && under.get(member.getKey()) instanceof ObjectNode existing) {
        lay(existing, member.getValue());
      } else if (!member.getValue().isNull()) {
        under.set(member.getKey(), member.getValue());
      }
    }
  }

  private static void strings(ObjectNode into, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = into.putArray(name);
      values.forEach(array::add);
    }
  }
}
