package argosy.wire.acs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A task as a payload tells it to an agent. Lists and maps may be null on the wire; they are never
/// null here.
///
/// @param version the task definition's revision, as a string
/// @param desiredStatus `RUNNING` or `STOPPED`
/// @param networkMode `bridge`, `host`, `none` or `awsvpc`; bridge where absent
/// @param cpu vCPUs of the whole task, where the definition sets them: 0.25
/// @param memory MiB of the whole task, where the definition sets them
public record PayloadTask(
    String arn,
    String family,
    String version,
    String desiredStatus,
    @Nullable String networkMode,
    List<Container> containers,
    List<Volume> volumes,
    @Nullable Double cpu,
    @Nullable Integer memory,
    @Nullable String launchType,
    @Nullable String group) {

  public PayloadTask {
    containers = containers == null ? List.of() : List.copyOf(containers);
    volumes = volumes == null ? List.of() : List.copyOf(volumes);
    Objects.requireNonNull(arn, "arn");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(desiredStatus, "desiredStatus");
  }

  /// @param cpu shares, 1,024 for each vCPU
  /// @param memory hard limit in MiB, 0 for none
  /// @param links `name` or `name:alias`
  /// @param stopTimeout seconds between SIGTERM and SIGKILL
  /// @param overrides a JSON text with at most `command`
  public record Container(
      String name,
      String image,
      List<String> command,
      List<String> entryPoint,
      int cpu,
      int memory,
      boolean essential,
      Map<String, String> environment,
      List<PortMapping> portMappings,
      List<MountPoint> mountPoints,
      List<String> links,
      @Nullable Integer stopTimeout,
      @Nullable String overrides,
      @Nullable String containerArn,
      @Nullable DockerConfig dockerConfig) {

    public Container {
      command = command == null ? List.of() : List.copyOf(command);
      entryPoint = entryPoint == null ? List.of() : List.copyOf(entryPoint);
      environment = environment == null ? Map.of() : Map.copyOf(environment);
      portMappings = portMappings == null ? List.of() : List.copyOf(portMappings);
      mountPoints = mountPoints == null ? List.of() : List.copyOf(mountPoints);
      links = links == null ? List.of() : List.copyOf(links);
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(image, "image");
    }
  }

  /// @param hostPort 0 or absent: the agent's host chooses
  /// @param protocol `tcp` or `udp`; tcp where absent
  public record PortMapping(
      int containerPort, @Nullable Integer hostPort, @Nullable String protocol) {}

  public record MountPoint(String sourceVolume, String containerPath, boolean readOnly) {
    public MountPoint {
      Objects.requireNonNull(sourceVolume, "sourceVolume");
      Objects.requireNonNull(containerPath, "containerPath");
    }
  }

  /// @param type `host` where absent
  /// @param host its absence, or the absence of a path in it, asks for a volume that lives with the
  ///   task
  public record Volume(String name, @Nullable String type, @Nullable HostPath host) {
    public Volume {
      Objects.requireNonNull(name, "name");
    }
  }

  public record HostPath(@Nullable String sourcePath) {}

  /// Objects of Docker Engine's API in Docker's own spelling, as JSON texts. They are laid over
  /// what the agent derives from the typed members, and win: everything without a typed member
  /// travels here (user, working directory, network mode, memory reservation …).
  ///
  /// @param version of Docker Engine's API
  public record DockerConfig(
      @Nullable String version, @Nullable String config, @Nullable String hostConfig) {}
}
