package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.InferenceAcceleratorOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

class OverriddenTest {
  private final TaskDefinition said =
      definition(
              web()
                  .containerDefinitions(
                      container("web")
                          .command("serve")
                          .memoryReservation(64)
                          .environment(pair("A", "1"), pair("B", "2"))
                          .build(),
                      container("log").build()))
          .spec();

  @Test
  void filesOfAnOverrideNeedAnAgentThatGetsThem() {
    TaskDefinition plain = definition(web()).spec();
    var file = EnvironmentFile.builder().type("s3").value("arn:aws:s3:::b/a.env").build();
    var overrides =
        TaskOverride.builder()
            .containerOverrides(
                ContainerOverride.builder().name("web").environmentFiles(file).build())
            .build();
    TaskDefinition changed = Overridden.of(plain, overrides);
    assertEquals(List.of(file), changed.containerDefinitions().getFirst().environmentFiles());
    assertEquals(
        List.of("ecs.capability.env-files.s3"),
        changed.requiresAttributes().stream().map(Attribute::name).toList());
    assertEquals(
        changed.requiresAttributes(), Overridden.of(changed, overrides).requiresAttributes());
    var odd =
        TaskOverride.builder()
            .containerOverrides(
                ContainerOverride.builder()
                    .name("web")
                    .environmentFiles(file.toBuilder().value("arn:aws:s3:::b/a.txt").build())
                    .build())
            .build();
    String complaint = String.valueOf(CheckOverrides.complaint(plain, odd));
    assertTrue(complaint.contains("whose name ends in .env"), complaint);
  }

  @Test
  void whatIsOverriddenCountsAndTheRestStays() {
    var override =
        ContainerOverride.builder()
            .name("web")
            .command("ls", "-l")
            .environment(pair("B", "3"), pair("C", "4"))
            .cpu(512)
            .memory(256)
            .memoryReservation(96)
            .build();
    TaskDefinition then =
        Overridden.of(
            said,
            TaskOverride.builder()
                .containerOverrides(override)
                .cpu("1024")
                .memory("1 GB")
                .taskRoleArn("arn:aws:iam::123456789012:role/r")
                .executionRoleArn("arn:aws:iam::123456789012:role/e")
                .ephemeralStorage(storage -> storage.sizeInGiB(30))
                .build());
    assertEquals("1024", then.cpu());
    assertEquals("1 GB", then.memory());
    assertEquals("arn:aws:iam::123456789012:role/r", then.taskRoleArn());
    assertEquals("arn:aws:iam::123456789012:role/e", then.executionRoleArn());
    assertEquals(30, then.ephemeralStorage().sizeInGiB());
    ContainerDefinition web = then.containerDefinitions().getFirst();
    assertEquals(List.of("ls", "-l"), web.command());
    assertEquals(List.of(pair("A", "1"), pair("B", "3"), pair("C", "4")), web.environment());
    assertEquals(512, web.cpu());
    assertEquals(256, web.memory());
    assertEquals(96, web.memoryReservation());
    assertEquals(said.containerDefinitions().get(1), then.containerDefinitions().get(1));
  }

  @Test
  void nothingOverriddenIsTheDefinitionItself() {
    assertEquals(said, Overridden.of(said, TaskOverride.builder().build()));
    assertEquals(said, Overridden.of(said, containers(ContainerOverride.builder().name("web"))));
  }

  @Test
  void whatCannotBeOverriddenSoIsToldInWords() {
    assertNull(complaint(containers(of("web").memory(128))));
    assertEquals(
        "Each of containerOverrides needs the name of its container.",
        complaint(containers(of(null).command("ls"))));
    assertEquals(
        "Override for container named ghost is not a container in the TaskDefinition.",
        complaint(containers(of("ghost"))));
    assertEquals(
        "containerOverrides has container web twice.", complaint(containers(of("web"), of("web"))));
    assertEquals(
        "Each of the environment of container web needs a name.",
        complaint(containers(of("web").environment(pair(null, "x")))));
    assertEquals(
        "Invalid setting for container 'web'. The 'memory' must be greater than the"
            + " 'memoryReservation'.",
        complaint(containers(of("web").memory(32))));
    assertEquals(
        "Invalid setting for container 'web'. The 'memory' setting for container is greater than"
            + " for the task: 128 MiB of 100.",
        complaint(TaskOverride.builder().memory("100").build()));
    assertEquals(
        "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
        complaint(TaskOverride.builder().cpu("511").build()));
    assertEquals(
        "Invalid 'cpu' setting for task: 'much'. Use CPU units, such as 256, or .25 vCPU.",
        complaint(TaskOverride.builder().cpu("much").build()));
    assertEquals(
        "overrides have at most 8192 characters of JSON, not 8246.",
        complaint(containers(of("web").command("x".repeat(8_192)))));
    assertEquals(
        "inferenceAcceleratorOverrides are not supported: Elastic Inference is no more.",
        complaint(
            TaskOverride.builder()
                .inferenceAcceleratorOverrides(
                    InferenceAcceleratorOverride.builder().deviceName("d").build())
                .build()));
  }

  private @Nullable String complaint(TaskOverride overrides) {
    return CheckOverrides.complaint(said, overrides);
  }

  private static ContainerOverride.Builder of(@Nullable String name) {
    return ContainerOverride.builder().name(name);
  }

  private static TaskOverride containers(ContainerOverride.Builder... overrides) {
    return TaskOverride.builder()
        .containerOverrides(
            List.of(overrides).stream().map(ContainerOverride.Builder::build).toList())
        .build();
  }

  private static KeyValuePair pair(@Nullable String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }
}
