package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Device;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;

class CheckFargateTest {
  private static final String ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1";

  @Test
  void whatFargateRunsIsAccepted() {
    assertNull(CheckFargate.complaint(fargate().build()));
    assertNull(
        CheckFargate.complaint(
            fargate()
                .executionRoleArn("r")
                .pidMode("task")
                .volumes(Volume.builder().name("a").build())
                .containerDefinitions(
                    container("web")
                        .image(ECR)
                        .stopTimeout(120)
                        .logConfiguration(log("awslogs"))
                        .ulimits(Ulimit.builder().name("nofile").softLimit(1).hardLimit(1).build())
                        .linuxParameters(l -> l.capabilities(c -> c.add("SYS_PTRACE").drop("ALL")))
                        .build())
                .build()));
  }

  @Test
  void whatItDoesNotRunIsRefused() {
    refuses("ipcMode", fargate().ipcMode("task"));
    refuses("pidMode", fargate().pidMode("host"));
    refuses(
        "placement constraints",
        fargate().placementConstraints(TaskDefinitionPlacementConstraint.builder().build()));
    refuses(
        "host.sourcePath should not be set for volumes in Fargate.",
        fargate().volumes(Volume.builder().name("a").host(h -> h.sourcePath("/a")).build()));
    refuses(
        "docker and FSx",
        fargate().volumes(Volume.builder().name("a").dockerVolumeConfiguration(d -> {}).build()));
    refuses("privileged", container("web").privileged(true));
    refuses("links", container("web").links("db"));
    refuses("disableNetworking", container("web").disableNetworking(true));
    refuses("dockerSecurityOptions", container("web").dockerSecurityOptions("a"));
    refuses(
        "ulimits other than nofile",
        container("web").ulimits(Ulimit.builder().name("core").build()));
    refuses(
        "Tasks using the Fargate launch type do not support GPU resource requirements.",
        container("web")
            .resourceRequirements(ResourceRequirement.builder().type("GPU").value("1").build()));
    refuses("120 seconds", container("web").stopTimeout(121));
    refuses(
        "devices",
        container("web")
            .linuxParameters(
                LinuxParameters.builder()
                    .devices(Device.builder().hostPath("/a").build())
                    .build()));
    refuses("sharedMemorySize", container("web").linuxParameters(l -> l.sharedMemorySize(1)));
    refuses("swap", container("web").linuxParameters(l -> l.maxSwap(1)));
    refuses("SYS_PTRACE", container("web").linuxParameters(l -> l.capabilities(c -> c.add("ALL"))));
    refuses("awslogs, splunk", container("web").logConfiguration(log("json-file")));
  }

  @Test
  void imagesAndLogsOfAwsNeedARole() {
    refuses(
        "Fargate requires task definition to have execution role ARN to support ECR images.",
        container("web").image(ECR));
    refuses(
        "Fargate requires task definition to have execution role ARN to support log driver"
            + " awslogs.",
        container("web").logConfiguration(log("awslogs")));
  }

  @Test
  void compatibilitiesFollow() {
    assertEquals(
        List.of(Compatibility.EC2, Compatibility.FARGATE), Compatibilities.of(fargate().build()));
    assertEquals(
        List.of(Compatibility.EC2),
        Compatibilities.of(
            fargate().containerDefinitions(container("web").privileged(true).build()).build()));
    assertEquals(
        List.of(Compatibility.EC2),
        Compatibilities.of(
            web()
                .volumes(
                    Volume.builder()
                        .name("a")
                        .efsVolumeConfiguration(e -> e.fileSystemId("fs-1"))
                        .build())
                .build()),
        "machines elsewhere have no file system of AWS");
  }

  private static LogConfiguration log(String driver) {
    return LogConfiguration.builder()
        .logDriver(driver)
        .options(Map.of("awslogs-group", "g", "awslogs-region", "us-east-1"))
        .build();
  }

  private static RegisterTaskDefinitionRequest.Builder fargate() {
    return web().networkMode("awsvpc").cpu("256").memory("512");
  }

  private static void refuses(String part, ContainerDefinition.Builder container) {
    refuses(part, fargate().containerDefinitions(container.build()));
  }

  private static void refuses(String part, RegisterTaskDefinitionRequest.Builder request) {
    String message = String.valueOf(CheckFargate.complaint(request.build()));
    assertTrue(message.contains(part), message);
  }
}
