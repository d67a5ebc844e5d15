package argosy.domain.taskdef;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DockerVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfig;
import software.amazon.awssdk.services.ecs.model.EFSAuthorizationConfigIAM;
import software.amazon.awssdk.services.ecs.model.EFSTransitEncryption;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Scope;
import software.amazon.awssdk.services.ecs.model.Volume;

/// What is wrong with the volumes of a task definition, and with where its containers mount them.
final class CheckVolumes {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");

  private CheckVolumes() {}

  static @Nullable String complaint(RegisterTaskDefinitionRequest said) {
    var names = new HashSet<String>();
    for (Volume volume : said.volumes()) {
      if (volume.name() == null || !NAME.matcher(volume.name()).matches()) {
        return "Invalid volume name '"
            + volume.name()
            + "': 1 to 255 letters, digits, hyphens and underscores.";
      }
      if (!names.add(volume.name())) {
        return "Duplicate volume name '" + volume.name() + "'.";
      }
      @Nullable String wrong = wrong(volume);
      if (wrong != null) {
        return "Invalid setting for volume '" + volume.name() + "'. " + wrong;
      }
    }
    if (said.volumes().stream().filter(v -> isTrue(v.configuredAtLaunch())).count() > 1) {
      return "Only one volume of a task definition can be configuredAtLaunch.";
    }
    return mounts(said, names);
  }

  private static @Nullable String mounts(RegisterTaskDefinitionRequest said, Set<String> names) {
    Set<String> mounted =
        said.containerDefinitions().stream()
            .flatMap(container -> container.mountPoints().stream())
            .map(point -> String.valueOf(point.sourceVolume()))
            .collect(Collectors.toSet());
    mounted.removeAll(names);
    if (!mounted.isEmpty()) {
      return "Unknown volume '"
          + mounted.iterator().next()
          + "': a mountPoint names a volume of the task definition.";
    }
    return said.containerDefinitions().stream()
        .filter(container ->
            container.mountPoints().stream()
                .map(MountPoint::containerPath)
                .anyMatch(path -> path == null || path.isEmpty()))
        .findFirst()
        .map(
            container -> CheckContainer.wrong(container, "Each mount point needs a containerPath."))
        .orElse(null);
  }

  private static @Nullable String wrong(Volume volume) {
    boolean onHost = volume.host() != null && volume.host().sourcePath() != null;
    long kinds =
        Stream.of(
                    volume.dockerVolumeConfiguration(),
                    volume.efsVolumeConfiguration(),
                    volume.fsxWindowsFileServerVolumeConfiguration(),
                    onHost ? volume.host() : null)
                .filter(Objects::nonNull)
                .count()
            + (isTrue(volume.configuredAtLaunch()) ? 1 : 0);
    if (kinds > 1) {
      return "It is of one kind only: host, docker, EFS, FSx or configured at launch.";
    }
    @Nullable String docker = docker(volume.dockerVolumeConfiguration());
    return docker == null ? efs(volume.efsVolumeConfiguration()) : docker;
  }

  private static @Nullable String docker(@Nullable DockerVolumeConfiguration docker) {
    if (docker == null) {
      return null;
    }
    if (docker.scope() == Scope.UNKNOWN_TO_SDK_VERSION) {
      return "Its scope must be task or shared, not '" + docker.scopeAsString() + "'.";
    }
    return isTrue(docker.autoprovision()) && docker.scope() != Scope.SHARED
        ? "Only a volume of the scope shared can be provisioned automatically."
        : null;
  }

  private static @Nullable String efs(@Nullable EFSVolumeConfiguration efs) {
    if (efs == null) {
      return null;
    }
    if (efs.fileSystemId() == null || efs.fileSystemId().isEmpty()) {
      return "An EFS volume needs a fileSystemId.";
    }
    if (efs.transitEncryption() == EFSTransitEncryption.UNKNOWN_TO_SDK_VERSION) {
      return "transitEncryption must be ENABLED or DISABLED.";
    }
    boolean encrypted = efs.transitEncryption() == EFSTransitEncryption.ENABLED;
    EFSAuthorizationConfig auth = efs.authorizationConfig();
    boolean point = auth != null && auth.accessPointId() != null;
    boolean iam = auth != null && auth.iam() == EFSAuthorizationConfigIAM.ENABLED;
    if ((point || iam) && !encrypted) {
      return "An EFS volume with an access point or IAM authorization needs transitEncryption"
          + " ENABLED.";
    }
    if (efs.transitEncryptionPort() != null && !encrypted) {
      return "A transitEncryptionPort needs transitEncryption ENABLED.";
    }
    String root = efs.rootDirectory();
    return point && root != null && !root.isEmpty() && !root.equals("/")
        ? "With an access point the rootDirectory must be left out or /."
        : null;
  }

  private static boolean isTrue(@Nullable Boolean said) {
    return said != null && said;
  }
}
