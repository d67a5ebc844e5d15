package argosy.e2e;

import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/// Small task definitions on the example images.
final class Definitions {
  /// Goes on until it gets SIGTERM, and ends at once then.
  static final String STAY = "trap 'exit 0' TERM; sleep 3600 & wait $!";

  /// For one whose exit code counts: it isn't killed because its machine stalls.
  static final int PATIENT_SECONDS = 30;

  /// What one that [#hears] says, once it would get SIGTERM.
  private static final String HEARS = "hears";

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
    return small("web", "argosy/webserver:1")
        .stopTimeout(PATIENT_SECONDS)
        .portMappings(port(80, hostPort));
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

  /// As [#STAY], and says when SIGTERM may come.
  static String hears(int exitCode) {
    return "trap 'exit " + exitCode + "' TERM; echo " + HEARS + "; sleep 3600 & wait $!";
  }

  /// Waits until all containers of a task have said so.
  static void awaitHearing(Task task) throws Exception {
    for (Container container : task.containers()) {
      Await.until(
          Services.PATIENCE,
          container.name() + " has set its trap",
          () -> Docker.logs(container.runtimeId()).contains(HEARS));
    }
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
