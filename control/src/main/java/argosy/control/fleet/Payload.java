package argosy.control.fleet;

import argosy.domain.network.NetworkInterface;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Task;
import argosy.domain.task.Wire;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.LogOptions;
import argosy.domain.taskdef.Overridden;
import argosy.domain.taskdef.TaskSize;
import argosy.wire.acs.PayloadTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerRestartPolicy;
import software.amazon.awssdk.services.ecs.model.DockerVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfig;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

/// Makes of a task and its definition what its agent is told, but for the credentials of its roles.
final class Payload {
  private static final double UNITS = 1_024;

  private Payload() {}

  /// @param digests what the images of its containers are, by their names, where that is known
  /// @param logMode how log drivers go on while nobody takes their lines
  static PayloadTask of(
      Task task, Definition definition, Map<String, String> digests, String logMode) {
    TaskDefinition spec =
        pinned(Overridden.of(definition.spec(), task.launch().overrides()), digests);
    return new PayloadTask(
        task.arn().toString(),
        definition.arn().family(),
        Integer.toString(definition.arn().revision()),
        task.desired().name(),
        networkMode(spec),
        spec.containerDefinitions().stream().map(c -> container(c, spec, task, logMode)).toList(),
        spec.volumes().stream().map(Payload::volume).toList(),
        TaskSize.cpuUnits(spec.cpu()).map(units -> units / UNITS).orElse(null),
        TaskSize.memoryMib(spec.memory()).orElse(null),
        task.launch().type().toString(),
        task.launch().group(),
        spec.pidModeAsString(),
        spec.ipcModeAsString(),
        null,
        null,
        gpus(task),
        Optional.ofNullable(task.launch().wire()).stream().map(wire -> wire(wire, task)).toList(),
        storage(task));
  }

  private static @Nullable Integer storage(Task task) {
    int gib = task.launch().reservation().storageGib();
    return gib == 0 ? null : gib;
  }

  private static PayloadTask.NetworkInterface wire(Wire wire, Task task) {
    NetworkInterface made = wire.networkInterface();
    String name = made.privateName(made.address());
    return new PayloadTask.NetworkInterface(
        wire.attachmentArn(task.arn().cell()),
        made.id(),
        made.place().vpc(),
        made.mac(),
        List.of(new PayloadTask.Ipv4Address(true, made.address().toString())),
        wire.gateway(),
        List.of(name.substring(name.indexOf('.') + 1)),
        List.of(wire.resolver()),
        name,
        Optional.ofNullable(made.address6()).stream()
            .map(address -> new PayloadTask.Ipv6Address(address.toString()))
            .toList());
  }

  /// The tag stays in the name of the image, for those who look at the container.
  private static TaskDefinition pinned(TaskDefinition spec, Map<String, String> digests) {
    if (digests.isEmpty()) {
      return spec;
    }
    return spec.toBuilder()
        .containerDefinitions(
            spec.containerDefinitions().stream()
                .map(c -> c.toBuilder().image(pinned(c.image(), digests.get(c.name()))).build())
                .toList())
        .build();
  }

  private static String pinned(String image, @Nullable String digest) {
    return digest == null || image.contains("@") ? image : image + "@" + digest;
  }

  private static List<PayloadTask.Association> gpus(Task task) {
    return task.launch().gpus().entrySet().stream()
        .flatMap(has -> has.getValue().stream().map(id -> gpu(has.getKey(), id)))
        .toList();
  }

  private static PayloadTask.Association gpu(String container, String id) {
    return new PayloadTask.Association(List.of(container), id, PayloadTask.Association.GPU);
  }

  private static String networkMode(TaskDefinition spec) {
    return Objects.requireNonNullElse(spec.networkModeAsString(), "bridge");
  }

  private static PayloadTask.Container container(
      ContainerDefinition said, TaskDefinition spec, Task task, String logMode) {
    Map<String, String> environment = new LinkedHashMap<>();
    said.environment().forEach(pair -> put(environment, pair));
    return new PayloadTask.Container(
        said.name(),
        said.image(),
        said.command(),
        said.entryPoint(),
        Objects.requireNonNullElse(said.cpu(), 0),
        Objects.requireNonNullElse(said.memory(), 0),
        Objects.requireNonNullElse(said.essential(), true),
        environment,
        said.portMappings().stream().map(Payload::port).toList(),
        said.mountPoints().stream()
            .map(point ->
                new PayloadTask.MountPoint(
                    point.sourceVolume(),
                    point.containerPath(),
                    Boolean.TRUE.equals(point.readOnly())))
            .toList(),
        said.links(),
        said.stopTimeout(),
        null,
        containerArn(task, said.name()),
        EngineConfig.of(said, networkMode(spec), logOptions(said, task, logMode)),
        said.dependsOn().stream()
            .map(d -> new PayloadTask.Dependency(d.containerName(), d.conditionAsString()))
            .toList(),
        said.startTimeout(),
        said.healthCheck() == null ? null : "docker",
        said.volumesFrom().stream()
            .map(from ->
                new PayloadTask.VolumesFrom(
                    from.sourceContainer(), Boolean.TRUE.equals(from.readOnly())))
            .toList(),
        restartPolicy(said.restartPolicy()),
        said.environmentFiles().stream()
            .map(file -> new PayloadTask.EnvironmentFile(file.typeAsString(), file.value()))
            .toList());
  }

  private static Map<String, String> logOptions(ContainerDefinition said, Task task, String mode) {
    return said.logConfiguration() == null ? Map.of() : LogOptions.of(said, task.arn().id(), mode);
  }

  private static void put(Map<String, String> environment, KeyValuePair pair) {
    environment.put(pair.name(), Objects.requireNonNullElse(pair.value(), ""));
  }

  private static PayloadTask.PortMapping port(PortMapping said) {
    return new PayloadTask.PortMapping(
        said.containerPort(), said.hostPort(), said.protocolAsString(), said.containerPortRange());
  }

  private static PayloadTask.@Nullable RestartPolicy restartPolicy(
      @Nullable ContainerRestartPolicy said) {
    return said == null
        ? null
        : new PayloadTask.RestartPolicy(
            said.enabled(), said.ignoredExitCodes(), said.restartAttemptPeriod());
  }

  private static PayloadTask.Volume volume(Volume said) {
    HostVolumeProperties host = said.host();
    DockerVolumeConfiguration docker = said.dockerVolumeConfiguration();
    EFSVolumeConfiguration efs = said.efsVolumeConfiguration();
    return new PayloadTask.Volume(
        said.name(),
        docker != null ? "docker" : efs != null ? "efs" : "host",
        host == null ? null : new PayloadTask.HostPath(host.sourcePath()),
        docker == null ? null : docker(docker),
        efs == null ? null : efs(efs));
  }

  private static PayloadTask.DockerVolume docker(DockerVolumeConfiguration said) {
    return new PayloadTask.DockerVolume(
        said.scopeAsString(),
        Boolean.TRUE.equals(said.autoprovision()),
        said.driver(),
        said.driverOpts(),
        said.labels());
  }

  private static PayloadTask.EfsVolume efs(EFSVolumeConfiguration said) {
    EFSAuthorizationConfig rights = said.authorizationConfig();
    return new PayloadTask.EfsVolume(
        said.fileSystemId(),
        said.rootDirectory(),
        rights == null ? null : new PayloadTask.EfsAuthorization(rights.accessPointId()));
  }

  private static String containerArn(Task task, String container) {
    String id =
        task.containers().stream()
            .filter(state -> state.name().equals(container))
            .map(ContainerState::id)
            .findFirst()
            .orElseThrow();
    return task.containerArn(id);
  }
}
