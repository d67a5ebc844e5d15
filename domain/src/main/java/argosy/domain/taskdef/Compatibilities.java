package argosy.domain.taskdef;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

/// What a definition can run on.
final class Compatibilities {
  private Compatibilities() {}

  static List<Compatibility> of(RegisterTaskDefinitionRequest said) {
    var all = new ArrayList<Compatibility>();
    if (isExternal(said)) {
      all.add(Compatibility.EXTERNAL);
    }
    all.add(Compatibility.EC2);
    if (CheckFargate.complaint(said) == null) {
      all.add(Compatibility.FARGATE);
    }
    return List.copyOf(all);
  }

  /// Machines that aren't AWS's have no network interfaces and no file systems of AWS.
  private static boolean isExternal(RegisterTaskDefinitionRequest said) {
    return said.networkMode() != NetworkMode.AWSVPC
        && said.proxyConfiguration() == null
        && said.volumes().stream().noneMatch(Compatibilities::isOfAws);
  }

  private static boolean isOfAws(Volume volume) {
    return volume.efsVolumeConfiguration() != null
        || volume.fsxWindowsFileServerVolumeConfiguration() != null
        || (volume.configuredAtLaunch() != null && volume.configuredAtLaunch());
  }
}
