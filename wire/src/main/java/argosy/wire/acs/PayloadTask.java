package argosy.wire.acs;

import argosy.wire.vpc.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A task as a payload tells it to an agent. Lists and maps may be null on the wire; they are never
/// null here.
///
/// @param version the task definition's revision, as a string
/// @param desiredStatus `RUNNING` or `STOPPED`
/// @param networkMode `bridge`, `host`, `none` or `awsvpc`; bridge where absent
/// @param cpu vCPUs of the whole task, where the definition sets them: 0.25
/// @param memory MiB of the whole task, where the definition sets them
/// @param pidMode `host` or `task`; each container has its own processes where absent
/// @param ipcMode `host`, `task` or `none`; the engine decides where absent
/// @param roleCredentials what its containers ask for under 169.254.170.2
/// @param executionRoleCredentials what the agent does for it with
/// @param associations devices of the host that its containers have to themselves
/// @param elasticNetworkInterfaces in network mode awsvpc one, else none
/// @param ephemeralStorage GiB that it has on Fargate; null elsewhere
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
    @Nullable String group,
    @Nullable String pidMode,
    @Nullable String ipcMode,
    @Nullable RoleCredentials roleCredentials,
    @Nullable RoleCredentials executionRoleCredentials,
    List<Association> associations,
    List<NetworkInterface> elasticNetworkInterfaces,
    @Nullable Integer ephemeralStorage) {

  public PayloadTask {
    elasticNetworkInterfaces =
        elasticNetworkInterfaces == null ? List.of() : List.copyOf(elasticNetworkInterfaces);
    associations = associations == null ? List.of() : List.copyOf(associations);
    containers = containers == null ? List.of() : List.copyOf(containers);
    volumes = volumes == null ? List.of() : List.copyOf(volumes);
    Objects.requireNonNull(arn, "arn");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(desiredStatus, "desiredStatus");
  }

  /// The task with the credentials of its roles.
  public PayloadTask with(
      @Nullable RoleCredentials forTask, @Nullable RoleCredentials forExecution) {
    return new PayloadTask(
        arn,
        family,
        version,
        desiredStatus,
        networkMode,
        containers,
        volumes,
        cpu,
        memory,
        launchType,
        group,
        pidMode,
        ipcMode,
        forTask,
        forExecution,
        associations,
        elasticNetworkInterfaces,
        ephemeralStorage);
  }

  /// The task as it may be written down.
  public PayloadTask withoutSecrets() {
    return with(
        roleCredentials == null ? null : roleCredentials.withoutSecrets(),
        executionRoleCredentials == null ? null : executionRoleCredentials.withoutSecrets());
  }

  /// @param cpu shares, 1,024 for each vCPU
  /// @param memory hard limit in MiB, 0 for none
  /// @param links `name` or `name:alias`
  /// @param stopTimeout seconds between SIGTERM and SIGKILL
  /// @param overrides a JSON text with at most `command`
  /// @param startTimeout seconds in which it must reach what others wait for
  /// @param healthCheckType `docker` where the engine has a health check of it
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
      @Nullable DockerConfig dockerConfig,
      List<Dependency> dependsOn,
      @Nullable Integer startTimeout,
      @Nullable String healthCheckType,
      List<VolumesFrom> volumesFrom,
      @Nullable RestartPolicy restartPolicy,
      List<EnvironmentFile> environmentFiles) {

    public Container {
      environmentFiles = environmentFiles == null ? List.of() : List.copyOf(environmentFiles);
      command = command == null ? List.of() : List.copyOf(command);
      entryPoint = entryPoint == null ? List.of() : List.copyOf(entryPoint);
      environment = environment == null ? Map.of() : Map.copyOf(environment);
      portMappings = portMappings == null ? List.of() : List.copyOf(portMappings);
      mountPoints = mountPoints == null ? List.of() : List.copyOf(mountPoints);
      links = links == null ? List.of() : List.copyOf(links);
      dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
      volumesFrom = volumesFrom == null ? List.of() : List.copyOf(volumesFrom);
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(image, "image");
    }
  }

  /// A device of the host that is a container's.
  ///
  /// @param containers the name of the one
  /// @param name of the device: the id under which the host registered it
  /// @param type `gpu`
  public record Association(List<String> containers, String name, String type) {
    public static final String GPU = "gpu";

    public Association {
      containers = containers == null ? List.of() : List.copyOf(containers);
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }
  }

  /// The network interface that a task has to itself.
  ///
  /// @param ec2Id `eni-…`
  /// @param vpcId of its VPC, which Amazon's agent isn't told
  /// @param subnetGatewayIpv4Address with the length of the subnet's prefix: `10.0.0.1/24`
  /// @param privateDnsName such as `ip-10-0-0-5.ec2.internal`
  /// @param ipv6Addresses none or one
  public record NetworkInterface(
      String attachmentArn,
      String ec2Id,
      String vpcId,
      String macAddress,
      List<Ipv4Address> ipv4Addresses,
      String subnetGatewayIpv4Address,
      List<String> domainName,
      List<String> domainNameServers,
      String privateDnsName,
      List<Ipv6Address> ipv6Addresses) {

    /// One without IPv6.
    public NetworkInterface(
        String attachmentArn,
        String ec2Id,
        String vpcId,
        String macAddress,
        List<Ipv4Address> ipv4Addresses,
        String subnetGatewayIpv4Address,
        List<String> domainName,
        List<String> domainNameServers,
        String privateDnsName) {
      this(
          attachmentArn,
          ec2Id,
          vpcId,
          macAddress,
          ipv4Addresses,
          subnetGatewayIpv4Address,
          domainName,
          domainNameServers,
          privateDnsName,
          List.of());
    }

    public NetworkInterface {
      ipv6Addresses = ipv6Addresses == null ? List.of() : List.copyOf(ipv6Addresses);
      ipv4Addresses = List.copyOf(ipv4Addresses);
      domainName = domainName == null ? List.of() : List.copyOf(domainName);
      domainNameServers = domainNameServers == null ? List.of() : List.copyOf(domainNameServers);
      Objects.requireNonNull(attachmentArn, "attachmentArn");
      Objects.requireNonNull(ec2Id, "ec2Id");
      Objects.requireNonNull(vpcId, "vpcId");
      Objects.requireNonNull(macAddress, "macAddress");
      Objects.requireNonNull(subnetGatewayIpv4Address, "subnetGatewayIpv4Address");
      Objects.requireNonNull(privateDnsName, "privateDnsName");
    }

    /// The range of its subnet.
    public String subnet() {
      String[] parts = subnetGatewayIpv4Address.split("/", 2);
      int prefix = Integer.parseInt(parts[1]);
      int mask = prefix == 0 ? 0 : -1 << (Integer.SIZE - prefix);
      return new Ipv4(Ipv4.of(parts[0]).bits() & mask) + "/" + prefix;
    }

    /// The first of its addresses.
    public String address() {
      return ipv4Addresses.getFirst().privateAddress();
    }
  }

  public record Ipv4Address(boolean primary, String privateAddress) {
    public Ipv4Address {
      Objects.requireNonNull(privateAddress, "privateAddress");
    }
  }

  public record Ipv6Address(String address) {
    public Ipv6Address {
      Objects.requireNonNull(address, "address");
    }
  }

  /// The task's own network interface, if it has one.
  public Optional<NetworkInterface> networkInterface() {
    return elasticNetworkInterfaces.stream().findFirst();
  }

  /// The ids of the GPUs that a container has.
  public List<String> gpus(String container) {
    return associations.stream()
        .filter(it -> it.type().equals(Association.GPU) && it.containers().contains(container))
        .map(Association::name)
        .toList();
  }

  /// A file of variables for the environment, `VARIABLE=VALUE` lines.
  ///
  /// @param type `s3`
  /// @param value the ARN of the object
  public record EnvironmentFile(String type, String value) {
    public EnvironmentFile {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(value, "value");
    }
  }

  /// Another container that has to be somewhere before this one starts.
  ///
  /// @param condition `START`, `COMPLETE`, `SUCCESS` or `HEALTHY`
  public record Dependency(String containerName, String condition) {
    public Dependency {
      Objects.requireNonNull(containerName, "containerName");
      Objects.requireNonNull(condition, "condition");
    }
  }

  /// All that another container mounts.
  public record VolumesFrom(String sourceContainer, boolean readOnly) {
    public VolumesFrom {
      Objects.requireNonNull(sourceContainer, "sourceContainer");
    }
  }

  /// Whether a container that ends is started again, without anybody being told.
  ///
  /// @param ignoredExitCodes those after which it isn't
  /// @param restartAttemptPeriod seconds that it must have run
  public record RestartPolicy(
      boolean enabled, List<Integer> ignoredExitCodes, @Nullable Integer restartAttemptPeriod) {
    public RestartPolicy {
      ignoredExitCodes = ignoredExitCodes == null ? List.of() : List.copyOf(ignoredExitCodes);
    }
  }

  /// One port of a container, or several in a row.
  ///
  /// @param containerPort null if there is a range
  /// @param hostPort 0 or absent: the agent's host chooses
  /// @param protocol `tcp` or `udp`; tcp where absent
  /// @param containerPortRange `8000-8010`; the agent's host chooses as many ports in a row
  public record PortMapping(
      @Nullable Integer containerPort,
      @Nullable Integer hostPort,
      @Nullable String protocol,
      @Nullable String containerPortRange) {

    public PortMapping(int containerPort, @Nullable Integer hostPort, @Nullable String protocol) {
      this(containerPort, hostPort, protocol, null);
    }

    public boolean hasRange() {
      return containerPortRange != null && !containerPortRange.isEmpty();
    }

    public int first() {
      return containerPortRange == null || containerPortRange.isEmpty()
          ? Objects.requireNonNullElse(containerPort, 0)
          : Integer.parseInt(containerPortRange.split("-", 2)[0]);
    }

    public int last() {
      return containerPortRange == null || containerPortRange.isEmpty()
          ? first()
          : Integer.parseInt(containerPortRange.split("-", 2)[1]);
    }
  }

  public record MountPoint(String sourceVolume, String containerPath, boolean readOnly) {
    public MountPoint {
      Objects.requireNonNull(sourceVolume, "sourceVolume");
      Objects.requireNonNull(containerPath, "containerPath");
    }
  }

  /// @param type `host`, `docker` or `efs`; host where absent
  /// @param host its absence, or the absence of a path in it, asks for a volume that lives with the
  ///   task
  public record Volume(
      String name,
      @Nullable String type,
      @Nullable HostPath host,
      @Nullable DockerVolume dockerVolumeConfiguration,
      @Nullable EfsVolume efsVolumeConfiguration) {
    public Volume {
      Objects.requireNonNull(name, "name");
    }
  }

  /// A folder of a network file system. How the way there is secured isn't read: the agent has the
  /// file system as a folder of its host.
  ///
  /// @param rootDirectory the folder in it; all of it where absent
  public record EfsVolume(
      String fileSystemId,
      @Nullable String rootDirectory,
      @Nullable EfsAuthorization authorizationConfig) {
    public EfsVolume {
      Objects.requireNonNull(fileSystemId, "fileSystemId");
    }
  }

  public record EfsAuthorization(@Nullable String accessPointId) {}

  /// A volume of the engine.
  ///
  /// @param scope `task`: it lives with the task; `shared`: it has its own name and stays
  /// @param autoprovision make a shared one if it isn't there
  /// @param driver `local` where absent
  public record DockerVolume(
      @Nullable String scope,
      boolean autoprovision,
      @Nullable String driver,
      Map<String, String> driverOpts,
      Map<String, String> labels) {
    public DockerVolume {
      driverOpts = driverOpts == null ? Map.of() : Map.copyOf(driverOpts);
      labels = labels == null ? Map.of() : Map.copyOf(labels);
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
