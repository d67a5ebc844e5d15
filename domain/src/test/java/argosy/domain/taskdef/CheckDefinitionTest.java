package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.error.EcsError;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Volume;

class CheckDefinitionTest {

  @Test
  void whatIsRightIsAccepted() {
    accepts(web());
    accepts(web().family("A-b_9".repeat(51)));
    accepts(web().networkMode("none"));
    accepts(web().cpu("512").memory("1GB"));
    accepts(web().containerDefinitions(containers(10)));
    accepts(web().networkMode("awsvpc").requiresCompatibilitiesWithStrings("EC2"));
    accepts(fargate("256", "512"));
    accepts(fargate(".25 vCPU", "0.5 GB"));
    accepts(
        web()
            .volumes(volume("data"), volume("logs"))
            .containerDefinitions(mounting("data"), container("b").build()));
  }

  @Test
  void aFamilyNeedsAName() {
    refuses("Family can not be blank.", web().family(null));
    refuses("Family can not be blank.", web().family(""));
    String odd =
        "Family contains invalid characters: a name has 1 to 255 letters, digits, hyphens and"
            + " underscores.";
    for (String name : List.of("a b", "a.b", "a:1", "ü", "a".repeat(256))) {
      refuses(odd, web().family(name));
    }
  }

  @Test
  void containersAreOneToTenWithNamesOfTheirOwn() {
    refuses("Container list cannot be empty.", web().containerDefinitions(List.of()));
    refuses(
        "Too many containers: a task definition has at most 10.",
        web().containerDefinitions(containers(11)));
    refuses(
        "Container names must be unique in a task definition: 'a' stands there twice.",
        web().containerDefinitions(container("a").build(), container("a").build()));
  }

  @Test
  void oneContainerIsEssential() {
    refuses(
        "At least one container must be essential.",
        web()
            .containerDefinitions(
                container("a").essential(false).build(), container("b").essential(false).build()));
    accepts(
        web()
            .containerDefinitions(container("a").essential(false).build(), container("b").build()));
  }

  @Test
  void theNetworkModeIsOneOfFour() {
    refuses(
        "Invalid network mode 'bridged': use bridge, host, awsvpc or none.",
        web().networkMode("bridged"));
  }

  @Test
  void theSizeOfATaskIsANumber() {
    for (String odd : List.of("", "many", "-1", "0", "1.5", "0 vCPU")) {
      refuses(
          "Invalid 'cpu' setting for task: '" + odd + "'. Use CPU units, such as 256, or .25 vCPU.",
          web().cpu(odd));
      refuses(
          "Invalid 'memory' setting for task: '" + odd + "'. Use MiB, such as 512, or 0.5 GB.",
          web().memory(odd));
    }
  }

  @Test
  void containersDontTakeMoreCpuThanTheTaskHas() {
    refuses(
        "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
        web().cpu("511").containerDefinitions(containers(2)));
    accepts(web().cpu("512").containerDefinitions(containers(2)));
  }

  @Test
  void volumesHaveNamesOfTheirOwn() {
    refuses(
        "Invalid volume name 'null': 1 to 255 letters, digits, hyphens and underscores.",
        web().volumes(volume(null)));
    refuses(
        "Invalid volume name 'a b': 1 to 255 letters, digits, hyphens and underscores.",
        web().volumes(volume("a b")));
    refuses("Duplicate volume name 'a'.", web().volumes(volume("a"), volume("a")));
  }

  @Test
  void aMountNamesAVolume() {
    refuses(
        "Unknown volume 'logs': a mountPoint names a volume of the task definition.",
        web().volumes(volume("data")).containerDefinitions(mounting("logs")));
    refuses(
        "Unknown volume 'null': a mountPoint names a volume of the task definition.",
        web().volumes(volume("data")).containerDefinitions(mounting(null)));
  }

  @Test
  void fargateHasNeedsOfItsOwn() {
    refuses(
        "Fargate only supports network mode ‘awsvpc’.",
        fargate("256", "512").networkMode("bridge"));
    refuses(
        "Fargate only supports network mode ‘awsvpc’.",
        fargate("256", "512").networkMode((String) null));
    refuses("Fargate requires that 'cpu' be defined at the task level.", fargate(null, "512"));
    refuses("Fargate requires that 'memory' be defined at the task level.", fargate("256", null));
    refuses(
        "No Fargate configuration exists for given values: 256 CPU, 700 memory. See the table of"
            + " task sizes in the ECS developer guide for valid combinations.",
        fargate("256", "700"));
  }

  private static RegisterTaskDefinitionRequest.Builder fargate(
      @Nullable String cpu, @Nullable String memory) {
    return web()
        .networkMode("awsvpc")
        .requiresCompatibilitiesWithStrings("FARGATE")
        .cpu(cpu)
        .memory(memory);
  }

  private static List<ContainerDefinition> containers(int count) {
    return IntStream.range(0, count).mapToObj(at -> container("c" + at).build()).toList();
  }

  private static ContainerDefinition mounting(@Nullable String volume) {
    return container("a")
        .mountPoints(
            Collections.singletonList(
                MountPoint.builder().sourceVolume(volume).containerPath("/x").build()))
        .build();
  }

  private static Volume volume(@Nullable String name) {
    return Volume.builder().name(name).build();
  }

  private static void accepts(RegisterTaskDefinitionRequest.Builder request) {
    assertEquals(Optional.empty(), CheckDefinition.complaint(request.build()));
  }

  private static void refuses(String message, RegisterTaskDefinitionRequest.Builder request) {
    assertEquals(
        Optional.of(new EcsError.Client(message)), CheckDefinition.complaint(request.build()));
  }
}
