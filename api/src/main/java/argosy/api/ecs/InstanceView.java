package argosy.api.ecs;

import argosy.domain.cluster.Occupancy;
import argosy.domain.instance.Capacity;
import argosy.domain.instance.Instance;
import argosy.domain.placement.Ledger;
import argosy.domain.state.Picture;
import argosy.domain.task.Occupants;
import argosy.domain.task.Rooms;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckResult;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckState;
import software.amazon.awssdk.services.ecs.model.InstanceHealthCheckType;
import software.amazon.awssdk.services.ecs.model.Resource;

/// How a container instance looks in answers.
final class InstanceView {
  private InstanceView() {}

  static ContainerInstance of(Picture picture, Instance instance, boolean tags) {
    Occupancy lives = Occupants.of(picture, instance.arn());
    return ContainerInstance.builder()
        .containerInstanceArn(instance.arn().toString())
        .ec2InstanceId(instance.ec2InstanceId())
        .capacityProviderName(instance.capacityProvider().orElse(null))
        .version(instance.version())
        .versionInfo(instance.versions())
        .registeredResources(instance.resources())
        .remainingResources(remaining(picture, instance))
        .status(instance.status().name())
        .agentConnected(instance.agentConnected())
        .runningTasksCount(lives.running())
        .pendingTasksCount(lives.pending())
        .attributes(instance.attributes())
        .registeredAt(instance.registeredAt())
        .attachments(List.of())
        .tags(tags ? List.copyOf(instance.tags()) : List.of())
        .build();
  }

  /// What agents say of their runtimes' health is not kept, so nothing is known of it.
  static ContainerInstance withHealth(ContainerInstance view) {
    var runtime =
        InstanceHealthCheckResult.builder()
            .type(InstanceHealthCheckType.CONTAINER_RUNTIME)
            .status(InstanceHealthCheckState.INSUFFICIENT_DATA)
            .build();
    return view.toBuilder()
        .healthStatus(
            h -> h.overallStatus(InstanceHealthCheckState.INSUFFICIENT_DATA).details(runtime))
        .build();
  }

  private static List<Resource> remaining(Picture picture, Instance instance) {
    Ledger ledger = Rooms.ledger(picture, instance);
    return instance.resources().stream()
        .map(resource ->
            switch (resource.name()) {
              case "CPU" -> integer(resource, ledger.freeCpuUnits());
              case "MEMORY" -> integer(resource, ledger.freeMemoryMib());
              case "PORTS" -> strings(resource, ledger.usedTcp());
              case "PORTS_UDP" -> strings(resource, ledger.usedUdp());
              case Capacity.GPU -> resource.toBuilder().stringSetValue(ledger.freeGpus()).build();
              default -> resource;
            })
        .toList();
  }

  private static Resource integer(Resource resource, int left) {
    return resource.toBuilder().integerValue(left).build();
  }

  private static Resource strings(Resource resource, Set<Integer> ports) {
    return resource.toBuilder()
        .stringSetValue(new TreeSet<>(ports).stream().map(String::valueOf).toList())
        .build();
  }
}
