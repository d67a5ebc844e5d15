package argosy.e2e;

import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;

/// A server's default cluster with Fargate's capacity providers, for tests of small tasks there.
///
/// @param subnet of the default VPC
record Fargate(Clients aws, String subnet) {

  static Fargate of(Argosy argosy) throws Exception {
    argosy.awaitHost();
    Clients aws = argosy.clients();
    aws.ecs()
        .putClusterCapacityProviders(it ->
            it.cluster("default")
                .capacityProviders("FARGATE", "FARGATE_SPOT")
                .defaultCapacityProviderStrategy(List.of()));
    try (Ec2Client ec2 = Clients.pointed(Ec2Client.builder(), argosy.exports()).build()) {
      return new Fargate(aws, ec2.describeSubnets().subnets().getFirst().subnetId());
    }
  }

  /// A definition of a quarter of a vCPU and half a gigabyte.
  ///
  /// @param script of its only container
  String register(String family, String script) {
    return aws.register(definition(family, script).build());
  }

  static RegisterTaskDefinitionRequest.Builder definition(String family, String script) {
    var main = Definitions.shell("main", script).stopTimeout(Definitions.PATIENT_SECONDS);
    return Definitions.of(family, NetworkMode.AWSVPC, main).toBuilder()
        .requiresCompatibilities(Compatibility.FARGATE)
        .cpu("256")
        .memory("512");
  }

  NetworkConfiguration network() {
    return NetworkConfiguration.builder().awsvpcConfiguration(v -> v.subnets(subnet)).build();
  }

  static CapacityProviderStrategyItem by(String provider) {
    return CapacityProviderStrategyItem.builder().capacityProvider(provider).weight(1).build();
  }

  RunTaskResponse run(String definition, String provider, int count) {
    return aws.ecs()
        .runTask(it ->
            it.taskDefinition(definition)
                .count(count)
                .capacityProviderStrategy(by(provider))
                .networkConfiguration(network()));
  }

  void service(String name, String definition, String provider, int count) {
    aws.ecs()
        .createService(it ->
            it.serviceName(name)
                .taskDefinition(definition)
                .desiredCount(count)
                .capacityProviderStrategy(by(provider))
                .networkConfiguration(network()));
  }
}
