package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Volume;

class EchoTest {

  @Test
  void whatWasSaidIsEchoed() {
    var platform = RuntimePlatform.builder().cpuArchitecture("ARM64").build();
    var volume = Volume.builder().name("data").build();
    TaskDefinition echo =
        echo(
            web()
                .taskRoleArn("task-role")
                .executionRoleArn("execution-role")
                .networkMode("host")
                .pidMode("task")
                .ipcMode("none")
                .volumes(volume)
                .runtimePlatform(platform)
                .requiresCompatibilities(Compatibility.EC2)
                .enableFaultInjection(true));
    assertEquals("web", echo.family());
    assertEquals("task-role", echo.taskRoleArn());
    assertEquals("execution-role", echo.executionRoleArn());
    assertEquals("host", echo.networkModeAsString());
    assertEquals("task", echo.pidModeAsString());
    assertEquals("none", echo.ipcModeAsString());
    assertEquals(
        List.of(volume.toBuilder().host(HostVolumeProperties.builder().build()).build()),
        echo.volumes());
    assertEquals(platform, echo.runtimePlatform());
    assertEquals(List.of(Compatibility.EC2), echo.requiresCompatibilities());
    assertEquals(true, echo.enableFaultInjection());
  }

  @Test
  void whatWasNotSaidStaysUnsaid() {
    TaskDefinition echo = echo(web());
    assertNull(echo.networkMode());
    assertNull(echo.cpu());
    assertNull(echo.memory());
    assertNull(echo.taskRoleArn());
    assertFalse(echo.hasRequiresCompatibilities());
    assertTrue(echo.hasVolumes());
    assertTrue(echo.hasPlacementConstraints());
  }

  @Test
  void sizesAreEchoedAsUnitsAndMib() {
    TaskDefinition echo = echo(web().cpu(".5 vCPU").memory("1 GB"));
    assertEquals("512", echo.cpu());
    assertEquals("1024", echo.memory());
    TaskDefinition plain = echo(web().cpu("256").memory("512"));
    assertEquals("256", plain.cpu());
    assertEquals("512", plain.memory());
  }

  @Test
  void aContainerIsEchoedWithItsDefaults() {
    ContainerDefinition bare =
        ContainerDefinition.builder().name("web").image("busybox").memory(128).build();
    ContainerDefinition echo = first(web().containerDefinitions(bare));
    assertEquals(
        bare.toBuilder()
            .cpu(0)
            .essential(true)
            .portMappings(List.of())
            .environment(List.of())
            .mountPoints(List.of())
            .volumesFrom(List.of())
            .systemControls(List.of())
            .build(),
        echo);
    assertTrue(echo.hasEnvironment() && echo.hasPortMappings() && echo.hasSystemControls());
    assertFalse(echo.hasCommand() || echo.hasLinks());
  }

  @Test
  void whatAContainerSaysIsKept() {
    ContainerDefinition said =
        container("web")
            .essential(false)
            .command("ls")
            .environment(KeyValuePair.builder().name("A").value("b").build())
            .build();
    ContainerDefinition echo = first(web().containerDefinitions(said, container("other").build()));
    assertEquals(false, echo.essential());
    assertEquals(List.of("ls"), echo.command());
    assertEquals(said.environment(), echo.environment());
  }

  @Test
  void aPortIsEchoedWithProtocolAndHostPort() {
    assertEquals(0, port(null, 80, null, null).hostPort());
    assertEquals(0, port("bridge", 80, null, null).hostPort());
    assertEquals(80, port("awsvpc", 80, null, null).hostPort());
    assertEquals(80, port("host", 80, null, null).hostPort());
    assertEquals(8_080, port("bridge", 80, 8_080, null).hostPort());
    assertEquals("tcp", port(null, 80, null, null).protocolAsString());
    assertEquals("udp", port(null, 80, null, "udp").protocolAsString());
  }

  private static PortMapping port(
      @Nullable String mode, int inside, @Nullable Integer outside, @Nullable String protocol) {
    PortMapping said =
        PortMapping.builder().containerPort(inside).hostPort(outside).protocol(protocol).build();
    return first(
            web()
                .networkMode(mode)
                .containerDefinitions(container("web").portMappings(said).build()))
        .portMappings()
        .getFirst();
  }

  private static ContainerDefinition first(RegisterTaskDefinitionRequest.Builder request) {
    return echo(request).containerDefinitions().getFirst();
  }

  private static TaskDefinition echo(RegisterTaskDefinitionRequest.Builder request) {
    return Echo.of(request.build()).build();
  }
}
