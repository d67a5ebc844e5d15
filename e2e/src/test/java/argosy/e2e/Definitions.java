package argosy.e2e;

import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// Small task definitions on the example images.
final class Definitions {
  /// Goes on until it gets SIGTERM, and ends at once then.
  static final String STAY = "trap 'exit 0' TERM; sleep 3600 & wait $!";

  private Definitions() {}

  static RegisterTaskDefinitionRequest of(
      String family, NetworkMode mode, ContainerDefinition.Builder... containers) {
    var all = java.util.Arrays.stream(containers).map(ContainerDefinition.Builder::build).toList();
    return RegisterTaskDefinitionRequest.builder()
        .family(family)
        .networkMode(mode)
        .containerDefinitions(all)
        .build();
  }

  static RegisterTaskDefinitionRequest of(
      String family, ContainerDefinition.Builder... containers) {
    return of(family, NetworkMode.BRIDGE, containers);
  }

  /// A web server on port 80 inside.
  ///
  /// @param hostPort 0 for any
  static ContainerDefinition.Builder webserver(int hostPort) {
    return small("web", "argosy/webserver:1").portMappings(port(80, hostPort));
  }

  static PortMapping port(int inside, int onHost) {
    return PortMapping.builder().containerPort(inside).hostPort(onHost).build();
  }

  static KeyValuePair variable(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }

  static MountPoint mount(String volume, String path) {
    return MountPoint.builder().sourceVolume(volume).containerPath(path).build();
  }

  static ContainerDefinition.Builder shell(String name, String script) {
    return small(name, "argosy/toolbox:1").entryPoint("sh", "-c").command(script);
  }

  static ContainerDefinition.Builder small(String name, String image) {
    return ContainerDefinition.builder()
        .name(name)
        .image(image)
        .cpu(16)
        .memory(32)
        .stopTimeout(2)
        .essential(true);
  }
}
