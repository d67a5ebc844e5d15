package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;

class NotRunYetTest {

  @Test
  void whatAgentsDoHasNoComplaint() {
    assertEquals(List.of(), of(web()));
    for (String mode : List.of("bridge", "host", "none", "awsvpc")) {
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
  void whatATaskWantsBeyondThatIsNamed() {
    assertEquals(
        List.of(),
        of(web().taskRoleArn("a").executionRoleArn("b").pidMode("task").ipcMode("task")));
    assertEquals(
        List.of(),
        of(
            web()
                .volumes(
                    Volume.builder()
                        .name("data")
                        .efsVolumeConfiguration(v -> v.fileSystemId("fs-1"))
                        .build())));
  }

  @Test
  void orderHealthRestartsAndTheKernelAreDone() {
    assertEquals(
        List.of(),
        of(
            web()
                .pidMode("host")
                .ipcMode("none")
                .volumes(
                    Volume.builder()
                        .name("data")
                        .dockerVolumeConfiguration(v -> v.scope("task"))
                        .build())
                .containerDefinitions(
                    container("web")
                        .memory(64)
                        .privileged(true)
                        .dependsOn(
                            ContainerDependency.builder()
                                .containerName("db")
                                .condition("HEALTHY")
                                .build())
                        .volumesFrom(VolumeFrom.builder().sourceContainer("db").build())
                        .linuxParameters(l -> l.maxSwap(1).initProcessEnabled(true))
                        .logConfiguration(log -> log.logDriver("json-file"))
                        .build(),
                    container("db")
                        .resourceRequirements(
                            ResourceRequirement.builder().type("GPU").value("1").build())
                        .startTimeout(60)
                        .healthCheck(HealthCheck.builder().command("CMD", "true").build())
                        .restartPolicy(r -> r.enabled(true))
                        .build())));
  }

  @Test
  void whatAContainerWantsBeyondThatIsNamedWithTheContainer() {
    names(
        "resourceRequirements",
        container("web")
            .resourceRequirements(
                ResourceRequirement.builder().type("InferenceAccelerator").value("a").build()));
    assertEquals(
        List.of("secrets of container web"),
        of(
            web()
                .executionRoleArn("role")
                .containerDefinitions(
                    container("web")
                        .secrets(Secret.builder().name("A").valueFrom("b").build())
                        .build())));
    names(
        "logConfiguration",
        container("web")
            .logConfiguration(log -> log.logDriver("awsfirelens").options(Map.of("Name", "null"))));
    names(
        "maxSwap without memory",
        container("web").memory(null).memoryReservation(64).linuxParameters(l -> l.maxSwap(1)));
  }

  private static void names(String member, ContainerDefinition.Builder container) {
    assertEquals(
        List.of(member + " of container web"), of(web().containerDefinitions(container.build())));
  }

  private static List<String> of(RegisterTaskDefinitionRequest.Builder request) {
    return NotRunYet.of(definition(request).spec());
  }
}
