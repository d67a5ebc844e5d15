package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class ConnectedHostsTest {
  private static final ContainerInstance OF_BOTH = host("both");
  private static final ContainerInstance OF_FARGATE = host("fargate");

  private static ContainerInstance host(String pool) {
    return ContainerInstance.builder()
        .attributes(
            Attribute.builder().name("ecs.os-type").value("linux").build(),
            Attribute.builder().name("argosy.pool").value(pool).build())
        .build();
  }

  private static boolean isForFargate(List<Compatibility> wanted, ContainerInstance... hosts) {
    return ConnectedHosts.isForFargate(
        TaskDefinition.builder()
            .requiresCompatibilities(wanted.toArray(Compatibility[]::new))
            .build(),
        List.of(hosts));
  }

  @Test
  void fargateTakesWhatIsForItAlone() {
    var both = List.of(Compatibility.EC2, Compatibility.FARGATE);
    assertEquals(true, isForFargate(List.of(Compatibility.FARGATE), OF_BOTH));
    assertEquals(false, isForFargate(both, OF_FARGATE, OF_BOTH));
    assertEquals(true, isForFargate(both, OF_FARGATE, OF_FARGATE));
    assertEquals(false, isForFargate(List.of(Compatibility.EC2), OF_FARGATE));
    assertEquals(false, isForFargate(List.of(), OF_FARGATE));
  }
}
