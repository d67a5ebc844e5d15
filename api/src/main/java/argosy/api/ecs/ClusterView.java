package argosy.api.ecs;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.Occupancy;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Picture;
import argosy.domain.task.Occupants;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/// How clusters look in answers.
final class ClusterView {

  /// What actions that change a cluster answer of it.
  private static final Set<ClusterField> CHANGED =
      EnumSet.of(ClusterField.CONFIGURATIONS, ClusterField.SETTINGS, ClusterField.TAGS);

  private ClusterView() {}

  /// A cluster that was just made, changed or deleted.
  static software.amazon.awssdk.services.ecs.model.Cluster changed(
      Picture picture, Cluster cluster) {
    return of(picture, cluster, CHANGED);
  }

  /// @param include what is left out unless it is asked for
  static software.amazon.awssdk.services.ecs.model.Cluster of(
      Picture picture, Cluster cluster, Set<ClusterField> include) {
    Occupancy lives = Occupants.of(picture, cluster.arn());
    var view =
        software.amazon.awssdk.services.ecs.model.Cluster.builder()
            .clusterArn(cluster.arn().toString())
            .clusterName(cluster.arn().name())
            .status(cluster.status())
            .registeredContainerInstancesCount(lives.instances())
            .runningTasksCount(lives.running())
            .pendingTasksCount(lives.pending())
            .activeServicesCount(services(picture, cluster, ServiceStatus.ACTIVE, null))
            .statistics(
                include.contains(ClusterField.STATISTICS)
                    ? statistics(picture, cluster)
                    : List.of())
            .tags(include.contains(ClusterField.TAGS) ? List.copyOf(cluster.tags()) : List.of())
            .settings(
                include.contains(ClusterField.SETTINGS)
                    ? List.copyOf(cluster.settings())
                    : List.of())
            .capacityProviders(cluster.capacity().providers())
            .defaultCapacityProviderStrategy(cluster.capacity().strategy())
            .serviceConnectDefaults(cluster.serviceConnect());
    if (include.contains(ClusterField.CONFIGURATIONS)) {
      view.configuration(cluster.configuration());
    }
    if (include.contains(ClusterField.ATTACHMENTS)) {
      view.attachments(List.of());
      if (isAttached(picture, cluster)) {
        view.attachmentsStatus("UPDATE_COMPLETE");
      }
    }
    return view.build();
  }

  /// True if ECS would attach scaling policies for a group: it does for all but Fargate.
  private static boolean isAttached(Picture picture, Cluster cluster) {
    return cluster.capacity().providers().stream()
        .map(name -> CapacityProvider.find(picture, name))
        .flatMap(Optional::stream)
        .anyMatch(provider -> !provider.isFargate());
  }

  /// Everything runs on instances so far.
  private static List<KeyValuePair> statistics(Picture picture, Cluster cluster) {
    Occupancy ec2 = Occupants.of(picture, cluster.arn(), LaunchType.EC2);
    Occupancy external = Occupants.of(picture, cluster.arn(), LaunchType.EXTERNAL);
    var running =
        Stream.of(
            statistic("runningEC2TasksCount", ec2.running()),
            statistic("runningFargateTasksCount", 0),
            statistic("runningExternalTasksCount", external.running()),
            statistic("pendingEC2TasksCount", ec2.pending()),
            statistic("pendingFargateTasksCount", 0),
            statistic("pendingExternalTasksCount", external.pending()));
    var services =
        Stream.of(ServiceStatus.ACTIVE, ServiceStatus.DRAINING)
            .flatMap(status ->
                Stream.of(LaunchType.EC2, LaunchType.FARGATE, LaunchType.EXTERNAL)
                    .map(type ->
                        statistic(name(status, type), services(picture, cluster, status, type))));
    return Stream.concat(running, services).toList();
  }

  private static String name(ServiceStatus status, LaunchType type) {
    String kind =
        switch (type) {
          case FARGATE -> "Fargate";
          case EXTERNAL -> "External";
          case EC2, MANAGED_INSTANCES, UNKNOWN_TO_SDK_VERSION -> type.toString();
        };
    return (status == ServiceStatus.ACTIVE ? "active" : "draining") + kind + "ServiceCount";
  }

  /// @param type null for all; services of capacity providers count as EC2
  private static int services(
      Picture picture, Cluster cluster, ServiceStatus status, @Nullable LaunchType type) {
    return (int)
        Service.of(picture, cluster.arn()).stream()
            .filter(service -> service.status() == status)
            .filter(service ->
                type == null
                    || type
                        == Objects.requireNonNullElse(service.spec().launchType(), LaunchType.EC2))
            .count();
  }

  private static KeyValuePair statistic(String name, int value) {
    return KeyValuePair.builder().name(name).value(Integer.toString(value)).build();
  }
}
