package argosy.bench;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/// Requests of a usual size.
final class Samples {
  private Samples() {}

  /// Three containers, each with a port and five variables: some 1.5 KB of JSON.
  static RegisterTaskDefinitionRequest definition() {
    return RegisterTaskDefinitionRequest.builder()
        .family("shop")
        .containerDefinitions(
            container("web", 8080), container("side", 9090), container("log", 9100))
        .build();
  }

  private static ContainerDefinition container(String name, int port) {
    List<KeyValuePair> variables =
        IntStream.range(0, 5)
            .mapToObj(n -> KeyValuePair.builder().name("NAME_" + n).value("value-" + n).build())
            .toList();
    return ContainerDefinition.builder()
        .name(name)
        .image("registry.example/" + name + ":1.0")
        .cpu(10)
        .memory(64)
        .memoryReservation(32)
        .essential(true)
        .portMappings(PortMapping.builder().containerPort(port).hostPort(0).protocol("tcp").build())
        .environment(variables)
        .build();
  }
}
