package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Volume;

class RequirementsTest {
  private static final String OLD = "com.amazonaws.ecs.capability.";
  private static final String NEW = "ecs.capability.";

  @Test
  void aPlainDefinitionRequiresNothing() {
    requires(web());
  }

  @Test
  void aTypicalFargateDefinitionIsAsAwsAnswersIt() {
    requires(
        web()
            .networkMode("awsvpc")
            .cpu("256")
            .memory("512")
            .taskRoleArn("t")
            .executionRoleArn("e")
            .containerDefinitions(
                container("web")
                    .image("123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1")
                    .memoryReservation(64)
                    .logConfiguration(l ->
                        l.logDriver("awslogs")
                            .options(Map.of("awslogs-group", "g", "awslogs-region", "r")))
                    .healthCheck(h -> h.command("CMD", "true"))
                    .build()),
        OLD + "logging-driver.awslogs",
        NEW + "execution-role-awslogs",
        OLD + "ecr-auth",
        OLD + "docker-remote-api.1.19",
        OLD + "docker-remote-api.1.21",
        OLD + "task-iam-role",
        NEW + "container-health-check",
        NEW + "execution-role-ecr-pull",
        OLD + "docker-remote-api.1.18",
        NEW + "task-eni",
        OLD + "docker-remote-api.1.29");
  }

  @Test
  void eachMemberRequiresItsOwn() {
    requires(web().networkMode("host").taskRoleArn("t"), OLD + "task-iam-role-network-host");
    requires(web().pidMode("task"), NEW + "pid-ipc-namespace-sharing");
    requires(web().enableFaultInjection(true), NEW + "fault-injection");
    requires(container("web").privileged(true), OLD + "privileged-container");
    requires(
        container("web")
            .portMappings(PortMapping.builder().containerPortRange("8000-8010").build()),
        NEW + "network.container-port-range");
    requires(container("web").stopTimeout(9), NEW + "container-ordering");
    requires(
        container("web").restartPolicy(p -> p.enabled(true)), NEW + "container-restart-policy");
    requires(
        container("web").linuxParameters(l -> l.initProcessEnabled(true)),
        OLD + "docker-remote-api.1.25");
    requires(
        container("web")
            .secrets(
                Secret.builder().name("a").valueFrom("arn:aws:secretsmanager:x").build(),
                Secret.builder().name("b").valueFrom("/b").build()),
        NEW + "secrets.asm.environment-variables",
        NEW + "secrets.ssm.environment-variables");
    requires(
        web()
            .volumes(
                Volume.builder()
                    .name("a")
                    .efsVolumeConfiguration(e -> e.fileSystemId("f").transitEncryption("ENABLED"))
                    .build()),
        NEW + "efsAuth",
        NEW + "efs",
        OLD + "docker-remote-api.1.25");
    requires(
        container("web").logConfiguration(l -> l.logDriver("json-file")),
        OLD + "logging-driver.json-file",
        OLD + "docker-remote-api.1.18");
  }

  private static void requires(ContainerDefinition.Builder container, String... names) {
    requires(web().containerDefinitions(container.build()), names);
  }

  private static void requires(RegisterTaskDefinitionRequest.Builder request, String... names) {
    assertEquals(
        List.of(names),
        Stream.of(Requirements.of(request.build()))
            .flatMap(List::stream)
            .map(Attribute::name)
            .toList());
  }
}
