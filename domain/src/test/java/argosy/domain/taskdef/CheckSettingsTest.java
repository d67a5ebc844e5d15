package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.Device;
import software.amazon.awssdk.services.ecs.model.DockerVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.EFSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HostVolumeProperties;
import software.amazon.awssdk.services.ecs.model.InferenceAccelerator;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.MountPoint;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionPlacementConstraint;
import software.amazon.awssdk.services.ecs.model.Tmpfs;
import software.amazon.awssdk.services.ecs.model.Ulimit;
import software.amazon.awssdk.services.ecs.model.Volume;
import software.amazon.awssdk.services.ecs.model.VolumeFrom;

/// The members of a definition that ECS checks beyond names, sizes, ports and links.
class CheckSettingsTest {

  @Test
  void healthChecksHaveTheirRanges() {
    accepts(container("web").healthCheck(health().startPeriod(0).build()));
    refuses("must start with CMD", container("web").healthCheck(health().command("ls").build()));
    refuses("must start with CMD", container("web").healthCheck(HealthCheck.builder().build()));
    refuses("interval", container("web").healthCheck(health().interval(4).build()));
    refuses("interval", container("web").healthCheck(health().interval(301).build()));
    refuses("timeout", container("web").healthCheck(health().timeout(1).build()));
    refuses("retries", container("web").healthCheck(health().retries(11).build()));
    refuses("startPeriod", container("web").healthCheck(health().startPeriod(301).build()));
  }

  @Test
  void logsGoToADriverThatThereIs() {
    accepts(log("json-file"));
    accepts(
        container("web")
            .logConfiguration(
                LogConfiguration.builder()
                    .logDriver("awslogs")
                    .options(Map.of("awslogs-group", "g", "awslogs-region", "us-east-1"))
                    .build()));
    accepts(log("none"));
    refuses("The logDriver 'carrier-pigeon' must be one of", log("carrier-pigeon"));
    refuses("Log driver awslogs requires options: awslogs-group, awslogs-region.", log("awslogs"));
    refuses("fluentd or fluentbit", container("web").firelensConfiguration(f -> f.type("cat")));
  }

  @Test
  void restartPoliciesHaveTheirRanges() {
    accepts(container("web").restartPolicy(p -> p.enabled(true).restartAttemptPeriod(60)));
    refuses("needs 'enabled'", container("web").restartPolicy(p -> p.restartAttemptPeriod(60)));
    for (int seconds : new int[] {59, 1_801}) {
      refuses(
          "between 60 and 1800",
          container("web").restartPolicy(p -> p.enabled(true).restartAttemptPeriod(seconds)));
    }
    refuses(
        "at most 50",
        container("web")
            .restartPolicy(p -> p.enabled(true).ignoredExitCodes(Collections.nCopies(51, 1))));
  }

  @Test
  void ulimitsHaveNamesAndLimits() {
    accepts(container("web").ulimits(ulimit("nofile", 1, 2), ulimit("core", -1, -1)));
    refuses("no ulimit 'files'", container("web").ulimits(ulimit("files", 1, 2)));
    refuses("at most its hardLimit", container("web").ulimits(ulimit("nofile", 3, 2)));
    refuses(
        "stands there twice",
        container("web").ulimits(ulimit("nofile", 1, 2), ulimit("nofile", 1, 2)));
    refuses("needs a softLimit", container("web").ulimits(Ulimit.builder().name("nofile").build()));
  }

  @Test
  void resourcesAreGpusInPositiveNumbers() {
    accepts(container("web").resourceRequirements(resource("GPU", "2")));
    refuses("must be positive", container("web").resourceRequirements(resource("GPU", "0")));
    refuses("must be positive", container("web").resourceRequirements(resource("GPU", "all")));
    refuses("must be GPU or", container("web").resourceRequirements(resource("TPU", "1")));
  }

  @Test
  void theKernelsParametersAreWhole() {
    refuses(
        "needs a hostPath",
        container("web")
            .linuxParameters(LinuxParameters.builder().devices(Device.builder().build()).build()));
    refuses(
        "needs a containerPath and a size",
        container("web")
            .linuxParameters(LinuxParameters.builder().tmpfs(Tmpfs.builder().build()).build()));
    refuses("swappiness", container("web").linuxParameters(l -> l.swappiness(101)));
    refuses("can't be negative", container("web").stopTimeout(-1));
    refuses("versionConsistency", container("web").versionConsistency("perhaps"));
  }

  @Test
  void secretsNeedARoleAndNamesOfTheirOwn() {
    var secret = Secret.builder().name("A").valueFrom("/a").build();
    var web = container("web").secrets(secret);
    assertEquals(
        Optional.empty(), complaint(web().executionRoleArn("r").containerDefinitions(web.build())));
    refuses(
        "When you are specifying container secrets, you must also specify a value for"
            + " 'executionRoleArn'.",
        web);
    refuses(
        "The secret name must be unique and not shared with any new or existing environment"
            + " variables set on the container, such as 'A'.",
        container("web")
            .secrets(secret)
            .environment(KeyValuePair.builder().name("A").value("b").build()));
    refuses("a name and a valueFrom", container("web").secrets(Secret.builder().name("A").build()));
    refuses(
        "environment needs a name",
        container("web").environment(KeyValuePair.builder().value("b").build()));
    refuses(
        "whose name ends in .env",
        container("web")
            .environmentFiles(
                EnvironmentFile.builder().type("s3").value("arn:aws:s3:::b/a.txt").build()));
    accepts(
        container("web")
            .environmentFiles(
                EnvironmentFile.builder().type("s3").value("arn:aws:s3:::b/a.env").build()));
  }

  @Test
  void namedPortsAndRangesHaveTheirRules() {
    accepts(port(PortMapping.builder().containerPortRange("8000-8010")));
    accepts(port(PortMapping.builder().containerPort(80).name("web-1").appProtocol("http2")));
    for (String odd : List.of("8000", "8010-8000", "8000-8000", "0-1", "1-65536", "a-b")) {
      refuses("two ports such as", port(PortMapping.builder().containerPortRange(odd)));
    }
    refuses(
        "without 'containerPort'",
        port(PortMapping.builder().containerPortRange("1-2").containerPort(1)));
    refuses("tcp or udp", port(PortMapping.builder().containerPortRange("1-2").protocol("sctp")));
    PortMapping range = PortMapping.builder().containerPortRange("8000-8010").build();
    PortMapping one = PortMapping.builder().containerPort(8010).build();
    accepts(container("web").portMappings(range, one.toBuilder().protocol("udp").build()));
    refuses("8010/tcp is in two port mappings", container("web").portMappings(range, one));
    refuses("8010/tcp is in two port mappings", container("web").portMappings(one, range));
    refuses(
        "At most 100 port mappings",
        container("web")
            .portMappings(
                IntStream.rangeClosed(1, 101)
                    .mapToObj(i -> i * 10 + "-" + (i * 10 + 1))
                    .map(text -> PortMapping.builder().containerPortRange(text).build())
                    .toList()));
    for (String odd : List.of("Web", "-a", "a".repeat(65), "a.b")) {
      refuses(
          "must have 1 to 64 lowercase", port(PortMapping.builder().containerPort(80).name(odd)));
    }
    refuses("needs a 'name'", port(PortMapping.builder().containerPort(80).appProtocol("http")));
    refuses(
        "http, http2 or grpc",
        port(PortMapping.builder().containerPort(80).name("a").appProtocol("ftp")));
    refused(
        "'containerPortRange' needs networkMode bridge or awsvpc.",
        web()
            .networkMode("host")
            .containerDefinitions(port(PortMapping.builder().containerPortRange("1-2")).build()));
    refused(
        "'a' stands there twice",
        web()
            .containerDefinitions(
                port(PortMapping.builder().containerPort(80).name("a")).build(),
                port(PortMapping.builder().containerPort(81).name("a")).name("two").build()));
  }

  @Test
  void containersWaitForEachOtherWithoutACircle() {
    refuses(
        "Cannot depend on container + 'db' because it does not exist",
        waiting("web", "db", "START"));
    refused(
        "A dependency container with SUCCESS or COMPLETE condition cannot be an essential"
            + " container",
        two(waiting("web", "db", "SUCCESS"), container("db")));
    accepted(two(waiting("web", "db", "SUCCESS"), container("db").essential(false)));
    refused("has no health check", two(waiting("web", "db", "HEALTHY"), container("db")));
    accepted(two(waiting("web", "db", "HEALTHY"), container("db").healthCheck(health().build())));
    refused("must be START", two(waiting("web", "db", "READY"), container("db")));
    refused(
        "Container dependencies should not have a cycle: web -> db -> web.",
        two(waiting("web", "db", "START"), waiting("db", "web", "START")));
    refuses(
        "no other container",
        container("web").volumesFrom(VolumeFrom.builder().sourceContainer("db").build()));
  }

  @Test
  void volumesAreOfOneKind() {
    accepted(web().volumes(efs(EFSVolumeConfiguration.builder().fileSystemId("fs-1"))));
    refused("needs a fileSystemId", web().volumes(efs(EFSVolumeConfiguration.builder())));
    refused(
        "needs transitEncryption ENABLED",
        web()
            .volumes(
                efs(
                    EFSVolumeConfiguration.builder()
                        .fileSystemId("fs-1")
                        .authorizationConfig(a -> a.iam("ENABLED")))));
    refused(
        "must be left out or /",
        web()
            .volumes(
                efs(
                    EFSVolumeConfiguration.builder()
                        .fileSystemId("fs-1")
                        .rootDirectory("/a")
                        .transitEncryption("ENABLED")
                        .authorizationConfig(a -> a.accessPointId("p")))));
    refused(
        "of one kind only",
        web()
            .volumes(
                Volume.builder()
                    .name("data")
                    .host(HostVolumeProperties.builder().sourcePath("/a").build())
                    .configuredAtLaunch(true)
                    .build()));
    refused(
        "scope shared",
        web()
            .volumes(
                Volume.builder()
                    .name("data")
                    .dockerVolumeConfiguration(
                        DockerVolumeConfiguration.builder().autoprovision(true).build())
                    .build()));
    refused(
        "needs a containerPath",
        web()
            .volumes(Volume.builder().name("data").build())
            .containerDefinitions(
                container("web")
                    .mountPoints(MountPoint.builder().sourceVolume("data").build())
                    .build()));
  }

  @Test
  void theTaskAsAWholeHasItsRules() {
    refused("Invalid pidMode 'all'", web().pidMode("all"));
    refused("Invalid ipcMode 'all'", web().ipcMode("all"));
    refused("Invalid runtimePlatform", web().runtimePlatform(p -> p.cpuArchitecture("Z80")));
    refused("between 21 and 200 GiB", web().ephemeralStorage(s -> s.sizeInGiB(20)));
    refused("between 21 and 200 GiB", web().ephemeralStorage(s -> s.sizeInGiB(201)));
    refused("takes memberOf", web().placementConstraints(constraint("distinctInstance", "x")));
    refused("needs an expression", web().placementConstraints(constraint("memberOf", " ")));
    refused(
        "at most 10 placement constraints",
        web().placementConstraints(Collections.nCopies(11, constraint("memberOf", "x"))));
    refused("needs networkMode awsvpc", web().proxyConfiguration(p -> p.containerName("web")));
    refused(
        "names 'envoy'",
        web().networkMode("awsvpc").proxyConfiguration(p -> p.containerName("envoy")));
    refused("not [VM]", web().requiresCompatibilitiesWithStrings("VM"));
    refused("aws: prefixed", web().tags(Tag.builder().key("aws:a").value("b").build()));
  }

  @Test
  @SuppressWarnings("deprecation") // what AWS took away is refused
  void elasticInferenceIsGone() {
    refused(
        "no longer available",
        web().inferenceAccelerators(InferenceAccelerator.builder().deviceName("a").build()));
  }

  @Test
  void aDefinitionHasSixtyFourKibibytes() {
    var many =
        IntStream.range(0, 1_000)
            .mapToObj(at -> KeyValuePair.builder().name("N" + at).value("ä".repeat(25)).build())
            .toList();
    String message =
        complaint(web().containerDefinitions(container("web").environment(many).build()))
            .orElseThrow();
    assertTrue(
        message.matches("Actual length: '\\d+'. Max allowed length is '65536' bytes."), message);
    accepts(container("web").environment(many.subList(0, 500)));
  }

  @Test
  void theSizeIsThatOfTheJson() {
    RegisterTaskDefinitionRequest request =
        RegisterTaskDefinitionRequest.builder()
            .family("ä\"\n")
            .requiresCompatibilitiesWithStrings("EC2", "FARGATE")
            .enableFaultInjection(true)
            .build();
    String json =
        "{\"family\":\"ä\\\"\\n\",\"requiresCompatibilities\":[\"EC2\",\"FARGATE\"],"
            + "\"enableFaultInjection\":true}";
    assertEquals(
        json.getBytes(java.nio.charset.StandardCharsets.UTF_8).length, JsonSize.of(request));
  }

  private static HealthCheck.Builder health() {
    return HealthCheck.builder().command("CMD-SHELL", "true");
  }

  private static ContainerDefinition.Builder log(String driver) {
    return container("web").logConfiguration(l -> l.logDriver(driver));
  }

  private static Ulimit ulimit(String name, int soft, int hard) {
    return Ulimit.builder().name(name).softLimit(soft).hardLimit(hard).build();
  }

  private static ResourceRequirement resource(String type, String value) {
    return ResourceRequirement.builder().type(type).value(value).build();
  }

  private static ContainerDefinition.Builder port(PortMapping.Builder port) {
    return container("web").portMappings(port.build());
  }

  private static ContainerDefinition.Builder waiting(String name, String on, String condition) {
    return container(name)
        .dependsOn(ContainerDependency.builder().containerName(on).condition(condition).build());
  }

  private static RegisterTaskDefinitionRequest.Builder two(
      ContainerDefinition.Builder one, ContainerDefinition.Builder other) {
    return web().containerDefinitions(one.build(), other.build());
  }

  private static Volume efs(EFSVolumeConfiguration.Builder efs) {
    return Volume.builder().name("data").efsVolumeConfiguration(efs.build()).build();
  }

  private static TaskDefinitionPlacementConstraint constraint(String type, String expression) {
    return TaskDefinitionPlacementConstraint.builder().type(type).expression(expression).build();
  }

  private static void accepts(ContainerDefinition.Builder container) {
    accepted(web().containerDefinitions(container.build()));
  }

  private static void refuses(String part, ContainerDefinition.Builder container) {
    refused(part, web().containerDefinitions(container.build()));
  }

  private static void accepted(RegisterTaskDefinitionRequest.Builder request) {
    assertEquals(Optional.empty(), complaint(request));
  }

  private static void refused(String part, RegisterTaskDefinitionRequest.Builder request) {
    String message = complaint(request).orElse("");
    assertTrue(message.contains(part), message);
  }

  private static Optional<String> complaint(RegisterTaskDefinitionRequest.Builder request) {
    return CheckDefinition.complaint(request.build()).map(error -> error.message());
  }
}
