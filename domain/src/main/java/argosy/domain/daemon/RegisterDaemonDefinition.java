package argosy.domain.daemon;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.RegisterDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonIpcMode;
import software.amazon.awssdk.services.ecs.model.DaemonLinuxParameters;
import software.amazon.awssdk.services.ecs.model.DaemonPidMode;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinition;
import software.amazon.awssdk.services.ecs.model.DaemonTaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.DaemonVolume;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.PidMode;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/// Decides what registering a daemon's task definition means: the next revision of its family, and
/// the task definition that its tasks run.
public final class RegisterDaemonDefinition {
  private static final Set<String> APART = Set.of("linuxParameters");

  private RegisterDaemonDefinition() {}

  /// @param registeredBy the ARN of the principal that asks
  public static Outcome<DaemonDefinition> decide(
      Picture picture,
      CellId cell,
      RegisterDaemonTaskDefinitionRequest said,
      String registeredBy,
      Instant now) {
    Optional<EcsError> wrong = modes(said);
    RegisterTaskDefinitionRequest request = asTasks(said);
    wrong = wrong.or(() -> RegisterDefinition.complaint(request));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    int revision =
        DaemonDefinition.newestOf(picture, said.family()).stream()
                .findFirst()
                .map(newest -> newest.arn().revision())
                .orElse(0)
            + 1;
    var arn = new TaskDefinitionArn(cell, said.family(), revision, true);
    Definition tasks = RegisterDefinition.made(request, arn, registeredBy, now);
    var definition = new DaemonDefinition(arn, echo(said, tasks), said.tags());
    return new Outcome.Accepted<>(
        List.of(new Change.Put(definition), new Change.Put(tasks)), List.of(), definition);
  }

  private static Optional<EcsError> modes(RegisterDaemonTaskDefinitionRequest said) {
    if (said.pidMode() == DaemonPidMode.UNKNOWN_TO_SDK_VERSION) {
      return Optional.of(
          new EcsError.Client(
              "Invalid pidMode '" + said.pidModeAsString() + "': use none or shared."));
    }
    return said.ipcMode() == DaemonIpcMode.UNKNOWN_TO_SDK_VERSION
        ? Optional.of(
            new EcsError.Client(
                "Invalid ipcMode '" + said.ipcModeAsString() + "': use none or shared."))
        : Optional.empty();
  }

  /// What tasks of it are: those of a daemon, in the words of tasks.
  private static RegisterTaskDefinitionRequest asTasks(RegisterDaemonTaskDefinitionRequest said) {
    return RegisterTaskDefinitionRequest.builder()
        .family(said.family())
        .taskRoleArn(said.taskRoleArn())
        .executionRoleArn(said.executionRoleArn())
        .containerDefinitions(
            said.containerDefinitions().stream().map(RegisterDaemonDefinition::asTasks).toList())
        .volumes(
            said.volumes().stream()
                .map(volume -> Words.copied(volume, Volume.builder(), Set.of()).build())
                .toList())
        .cpu(said.cpu())
        .memory(said.memory())
        .pidMode(said.pidMode() == DaemonPidMode.SHARED ? PidMode.HOST : null)
        .ipcMode(said.ipcMode() == DaemonIpcMode.SHARED ? IpcMode.HOST : null)
        .tags(said.tags())
        .build();
  }

  private static ContainerDefinition asTasks(DaemonContainerDefinition said) {
    var container = Words.copied(said, ContainerDefinition.builder(), APART);
    @Nullable DaemonLinuxParameters linux = said.linuxParameters();
    return container
        .linuxParameters(
            linux == null ? null : Words.copied(linux, LinuxParameters.builder(), Set.of()).build())
        .build();
  }

  /// What was said, with the defaults that tasks of it have.
  private static DaemonTaskDefinition echo(
      RegisterDaemonTaskDefinitionRequest said, Definition tasks) {
    return DaemonTaskDefinition.builder()
        .daemonTaskDefinitionArn(tasks.arn().toString())
        .family(said.family())
        .revision(tasks.arn().revision())
        .taskRoleArn(said.taskRoleArn())
        .executionRoleArn(said.executionRoleArn())
        .containerDefinitions(
            tasks.spec().containerDefinitions().stream()
                .map(RegisterDaemonDefinition::asDaemon)
                .toList())
        .volumes(
            tasks.spec().volumes().stream()
                .map(volume -> Words.copied(volume, DaemonVolume.builder(), Set.of()).build())
                .toList())
        .cpu(tasks.spec().cpu())
        .memory(tasks.spec().memory())
        .pidMode(said.pidModeAsString())
        .ipcMode(said.ipcModeAsString())
        .status(DaemonTaskDefinitionStatus.ACTIVE)
        .registeredAt(tasks.spec().registeredAt())
        .registeredBy(tasks.spec().registeredBy())
        .build();
  }

  private static DaemonContainerDefinition asDaemon(ContainerDefinition container) {
    var daemon = Words.copied(container, DaemonContainerDefinition.builder(), APART);
    @Nullable LinuxParameters linux = container.linuxParameters();
    return daemon
        .linuxParameters(
            linux == null
                ? null
                : Words.copied(linux, DaemonLinuxParameters.builder(), Set.of()).build())
        .build();
  }
}
