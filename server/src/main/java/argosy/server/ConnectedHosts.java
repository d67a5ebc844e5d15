package argosy.server;

import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesRequest;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The hosts of a cluster whose agents are there, as the API shows them.
final class ConnectedHosts {

  /// The attribute that says whose tasks a host takes, and the word for Fargate's alone.
  private static final String POOL = "argosy.pool";

  private static final String FARGATE = "fargate";

  private ConnectedHosts() {}

  static List<ContainerInstance> of(Client client, String cluster)
      throws IOException, InterruptedException {
    boolean active =
        client
            .call(
                DescribeClustersRequest.builder().clusters(cluster).build(),
                DescribeClustersResponse.class)
            .clusters()
            .stream()
            .map(Cluster::status)
            .anyMatch("ACTIVE"::equals);
    if (!active) {
      return List.of();
    }
    List<String> instances =
        client
            .call(
                ListContainerInstancesRequest.builder().cluster(cluster).build(),
                ListContainerInstancesResponse.class)
            .containerInstanceArns();
    return instances.isEmpty()
        ? List.of()
        : client
            .call(
                DescribeContainerInstancesRequest.builder()
                    .cluster(cluster)
                    .containerInstances(instances)
                    .build(),
                DescribeContainerInstancesResponse.class)
            .containerInstances()
            .stream()
            .filter(ContainerInstance::agentConnected)
            .toList();
  }

  /// Whether tasks of a definition are for Fargate: if it is for nothing else, or no host takes
  /// others.
  static boolean isForFargate(TaskDefinition definition, List<ContainerInstance> hosts) {
    List<Compatibility> wanted = definition.requiresCompatibilities();
    return wanted.contains(Compatibility.FARGATE)
        && (!wanted.contains(Compatibility.EC2)
            || hosts.stream().allMatch(ConnectedHosts::isFargates));
  }

  private static boolean isFargates(ContainerInstance host) {
    return host.attributes().stream()
        .filter(attribute -> attribute.name().equals(POOL))
        .map(Attribute::value)
        .anyMatch(FARGATE::equals);
  }
}
