package argosy.api.ecs;

import argosy.domain.network.NetworkInterface;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.task.Wire;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/// A task's network interface, as its attachment. How that stands follows from the task: it is
/// attached by the time that the task runs, and nobody's once the task has stopped.
final class TaskAttachments {
  private TaskAttachments() {}

  static List<Attachment> of(Task task) {
    @Nullable Wire wire = task.launch().wire();
    return wire == null ? List.of() : List.of(of(wire, task));
  }

  private static Attachment of(Wire wire, Task task) {
    NetworkInterface made = wire.networkInterface();
    return Attachment.builder()
        .id(wire.attachmentId())
        .type("ElasticNetworkInterface")
        .status(status(task))
        .details(
            detail("subnetId", made.place().subnet()),
            detail("networkInterfaceId", made.id()),
            detail("macAddress", made.mac()),
            detail("privateDnsName", made.privateName(made.address())),
            detail("privateIPv4Address", made.address().toString()))
        .build();
  }

  private static String status(Task task) {
    return task.isStopped()
        ? "DELETED"
        : task.last().compareTo(TaskStatus.RUNNING) < 0 ? "ATTACHING" : "ATTACHED";
  }

  private static KeyValuePair detail(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }

  /// The same as each of its containers has it.
  static List<software.amazon.awssdk.services.ecs.model.NetworkInterface> interfaces(Task task) {
    return Optional.ofNullable(task.launch().wire()).stream()
        .map(wire ->
            software.amazon.awssdk.services.ecs.model.NetworkInterface.builder()
                .attachmentId(wire.attachmentId())
                .privateIpv4Address(wire.networkInterface().address().toString())
                .ipv6Address(Objects.toString(wire.networkInterface().address6(), null))
                .build())
        .toList();
  }
}
