package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;

class NotRunYetTest {

  @Test
  void whatAgentsDoHasNoComplaint() {
    assertEquals(List.of(), of(web()));
    for (String mode : List.of("bridge", "host", "none")) {
      assertEquals(List.of(), of(web().networkMode(mode)));
    }
    assertEquals(
        List.of(),
        of(
            web()
                .cpu("512")
                .memory("512")
                .volumes(
                    Volume.builder()
                        .name("data")
                        .host(HostVolumeProperties.builder().sourcePath("/srv").build())
                        .build())
                .containerDefinitions(
                    container("web")
                        .command("ls")
                        .user("nobody")
                        .privileged(false)
                        .stopTimeout(5)
                        .ulimits(Ulimit.builder().name("nofile").softLimit(1).hardLimit(2).build())
                        .build())));
  }

  @Test
  void anAddressForEachTaskIsNotYetThere() {
    assertEquals(
        List.of("networkMode awsvpc (an address of its own for each task)"),
        of(web().networkMode("awsvpc")));
  }

  @Test
  void whatATaskWantsBeyondThatIsNamed() {
    assertEquals(
        List.of("taskRoleArn", "executionRoleArn", "pidMode"),
        of(web().taskRoleArn("a").executionRoleArn("b").pidMode("task")).stream().toList());
    assertEquals(
        List.of("dockerVolumeConfiguration of volume data"),
        of(
            web()
                .volumes(
                    Volume.builder().name("data").dockerVolumeConfiguration(v -> {}).build())));
  }

  @Test
  void whatAContainerWantsBeyondThatIsNamedWithTheContainer() {
    names("privileged", container("web").privileged(true));
    names(
        "healthCheck",
        container("web").healthCheck(HealthCheck.builder().command("CMD", "true").build()));
    assertEquals(
        List.of("executionRoleArn", "secrets of container web"),
        of(
            web()
                .executionRoleArn("role")
                .containerDefinitions(
                    container("web")
                        .secrets(Secret.builder().name("A").valueFrom("b").build())
                        .build())));
    assertEquals(
        List.of("dependsOn of container web"),
        of(
            web()
                .containerDefinitions(
                    container("web")
                        .dependsOn(
                            ContainerDependency.builder()
                                .containerName("db")
                                .condition("START")
                                .build())
                        .build(),
                    container("db").build())));
    names("logConfiguration", container("web").logConfiguration(log -> log.logDriver("json-file")));
    names(
        "containerPortRange",
        container("web").portMappings(PortMapping.builder().containerPortRange("80-90").build()));
  }

  private static void names(String member, ContainerDefinition.Builder container) {
    assertEquals(
        List.of(member + " of container web"), of(web().containerDefinitions(container.build())));
  }

  private static List<String> of(RegisterTaskDefinitionRequest.Builder request) {
    return NotRunYet.of(definition(request).spec());
  }
}
