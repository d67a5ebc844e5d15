package argosy.domain.task;

import static argosy.domain.Fixtures.container;
import static argosy.domain.Fixtures.definition;
import static argosy.domain.Fixtures.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.placement.Reservation;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

class ReserveTest {

  @Test
  void containersAddUp() {
    assertEquals(
        new Reservation(756, 228, Set.of(), Set.of()),
        reserved(
            web()
                .containerDefinitions(
                    container("a").build(), container("b").cpu(500).memory(100).build())));
  }

  @Test
  void theSoftLimitIsWhatIsReserved() {
    assertEquals(
        64,
        reserved(web().containerDefinitions(container("a").memoryReservation(64).build()))
            .memoryMib());
  }

  @Test
  void theSizeOfTheTaskCounts() {
    assertEquals(
        new Reservation(512, 1_024, Set.of(), Set.of()),
        reserved(web().cpu(".5 vCPU").memory("1 GB")));
  }

  @Test
  void portsThatTheDefinitionNamesAreReserved() {
    assertEquals(
        new Reservation(256, 128, Set.of(8_080), Set.of(53)),
        reserved(ports(web(), port(80, 8_080, null), port(53, 53, "udp"), port(81, 0, "tcp"))));
  }

  @Test
  void inHostModeThePortsAreTheContainers() {
    assertEquals(
        Set.of(80, 443),
        reserved(ports(web().networkMode("host"), port(80, null, null), port(443, 443, "tcp")))
            .tcp());
  }

  private static RegisterTaskDefinitionRequest.Builder ports(
      RegisterTaskDefinitionRequest.Builder request, PortMapping... ports) {
    return request.containerDefinitions(container("web").portMappings(ports).build());
  }

  private static PortMapping port(
      int inside,
      @org.jspecify.annotations.Nullable Integer outside,
      @org.jspecify.annotations.Nullable String protocol) {
    return PortMapping.builder().containerPort(inside).hostPort(outside).protocol(protocol).build();
  }

  private static Reservation reserved(RegisterTaskDefinitionRequest.Builder request) {
    return Reserve.of(definition(request).spec());
  }
}
