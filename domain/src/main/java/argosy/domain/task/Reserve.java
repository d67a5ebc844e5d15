package argosy.domain.task;

import argosy.domain.placement.Reservation;
import argosy.domain.taskdef.Storage;
import argosy.domain.taskdef.TaskSize;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/// What a task of a definition takes of its instance: the size of the task where the definition has
/// one, else what its containers reserve, and the ports of the host that it names.
public final class Reserve {
  private Reserve() {}

  public static Reservation of(TaskDefinition definition) {
    int cpu =
        TaskSize.cpuUnits(definition.cpu())
            .orElseGet(() ->
                definition.containerDefinitions().stream()
                    .mapToInt(c -> Objects.requireNonNullElse(c.cpu(), 0))
                    .sum());
    int memory =
        TaskSize.memoryMib(definition.memory())
            .orElseGet(
                () -> definition.containerDefinitions().stream().mapToInt(Reserve::memory).sum());
    return new Reservation(
        cpu,
        memory,
        ports(definition, TransportProtocol.TCP),
        ports(definition, TransportProtocol.UDP));
  }

  /// The same on Fargate, where it has a share of the disk, too.
  static Reservation onFargate(TaskDefinition definition) {
    return of(definition).storing(Storage.gib(definition));
  }

  private static int memory(ContainerDefinition container) {
    Integer soft = container.memoryReservation();
    return soft != null ? soft : Objects.requireNonNullElse(container.memory(), 0);
  }

  private static Set<Integer> ports(TaskDefinition definition, TransportProtocol protocol) {
    if (definition.networkMode() == NetworkMode.AWSVPC) {
      return Set.of(); // its ports are those of its own address
    }
    boolean host = definition.networkMode() == NetworkMode.HOST;
    return definition.containerDefinitions().stream()
        .flatMap(container -> container.portMappings().stream())
        .filter(port -> port.protocol() == protocol)
        .map(port -> host ? port.containerPort() : port.hostPort())
        .filter(port -> port != null && port > 0)
        .collect(Collectors.toUnmodifiableSet());
  }
}
