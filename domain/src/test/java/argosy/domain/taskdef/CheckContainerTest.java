package argosy.domain.taskdef;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

class CheckContainerTest {
  private static final String WRONG = "Invalid setting for container 'web'. ";

  @Test
  void whatIsRightIsAccepted() {
    accepts(container("web"));
    accepts(container("A-b_9".repeat(51)));
    accepts(container("web").cpu(null).memory(null).memoryReservation(6));
    accepts(container("web").memory(128).memoryReservation(128));
    for (String image :
        List.of(
            "busybox",
            "public.ecr.aws/docker/library/httpd:2.4",
            "localhost:5000/a/b_c-d@sha256:0123456789abcdef",
            "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:latest")) {
      accepts(container("web").image(image));
    }
  }

  @Test
  void aContainerNeedsAName() {
    refuses("Container.name should not be null or empty.", container("web").name(null));
    refuses("Container.name should not be null or empty.", container(""));
    for (String name : List.of("a b", "a.b", "a/b", "a".repeat(256))) {
      refuses(
          "Invalid container name '"
              + name
              + "': 1 to 255 letters, digits, hyphens and underscores.",
          container(name));
    }
  }

  @Test
  void aContainerNeedsAnImage() {
    refuses("Container.image should not be null or empty.", container("web").image(null));
    refuses("Container.image should not be null or empty.", container("web").image(""));
    refuses(WRONG + "'busy box' is no image name.", container("web").image("busy box"));
  }

  @Test
  void aContainerNeedsMemoryUnlessItsTaskHasSome() {
    refuses(
        WRONG + "At least one of 'memory' or 'memoryReservation' must be specified.",
        container("web").memory(null));
    assertNull(complaint(container("web").memory(null), web().memory("512")));
  }

  @Test
  void memoryAndCpuHaveTheirRanges() {
    String least = WRONG + "'memory' and 'memoryReservation' are at least 6 MiB.";
    refuses(least, container("web").memory(5));
    refuses(least, container("web").memoryReservation(5));
    refuses(
        WRONG + "The 'memory' must be greater than the 'memoryReservation'.",
        container("web").memory(128).memoryReservation(129));
    refuses(WRONG + "'cpu' can't be negative.", container("web").cpu(-1));
  }

  @Test
  void portsHaveTheirRanges() {
    for (Integer odd : new Integer[] {0, -1, 65_536, null}) {
      refuses(
          WRONG + "'containerPort' must be between 1 and 65535, not " + odd + ".",
          ports(port(odd, 80)));
    }
    for (int odd : new int[] {-1, 65_536}) {
      refuses(
          WRONG + "'hostPort' must be between 0 and 65535, not " + odd + ".", ports(port(80, odd)));
    }
    refuses(
        WRONG + "'protocol' must be tcp or udp, not sctp.", ports(port(80, 80).protocol("sctp")));
    accepts(ports(port(1, 65_535), port(65_535, 0), port(80, null).protocol("udp")));
  }

  @Test
  void theNetworkModeBindsPorts() {
    String match = ", the host ports and container ports in port mappings must match.";
    assertEquals(
        "When networkMode=awsvpc" + match,
        complaint(ports(port(80, 8_080)), web().networkMode("awsvpc")));
    assertEquals(
        "When networkMode=host" + match,
        complaint(ports(port(80, 8_080)), web().networkMode("host")));
    assertEquals(
        "Port mappings are not supported when networkMode=none.",
        complaint(ports(port(80, 80)), web().networkMode("none")));
    for (String mode : List.of("awsvpc", "host")) {
      assertNull(complaint(ports(port(80, 80), port(81, null)), web().networkMode(mode)));
    }
  }

  @Test
  void linksNameContainersInBridgeMode() {
    ContainerDefinition db = container("db").build();
    var web = container("web").links("db:database");
    assertNull(complaint(web, web().containerDefinitions(web.build(), db)));
    assertEquals(
        "Links are not supported when networkMode=host.",
        complaint(web, web().networkMode("host").containerDefinitions(web.build(), db)));
    refuses(WRONG + "It links to 'db', which is no container of the task.", web);
    ContainerDefinition back = container("db").links("web").build();
    assertEquals(
        "Container links should not have a cycle: web -> db -> web.",
        complaint(web, web().containerDefinitions(web.build(), back)));
  }

  private static ContainerDefinition.Builder ports(PortMapping.Builder... ports) {
    return container("web")
        .portMappings(List.of(ports).stream().map(PortMapping.Builder::build).toList());
  }

  private static PortMapping.Builder port(@Nullable Integer inside, @Nullable Integer outside) {
    return PortMapping.builder().containerPort(inside).hostPort(outside);
  }

  private static void accepts(ContainerDefinition.Builder container) {
    assertNull(complaint(container, web().containerDefinitions(container.build())));
  }

  private static void refuses(String message, ContainerDefinition.Builder container) {
    assertEquals(message, complaint(container, web().containerDefinitions(container.build())));
  }

  private static @Nullable String complaint(
      ContainerDefinition.Builder container, RegisterTaskDefinitionRequest.Builder task) {
    return CheckContainer.complaint(container.build(), task.build());
  }
}
