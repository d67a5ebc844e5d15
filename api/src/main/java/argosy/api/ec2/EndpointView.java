package argosy.api.ec2;

import argosy.domain.network.SecurityGroup;
import argosy.domain.network.VpcEndpoint;
import argosy.domain.state.Picture;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;

/// How the endpoints of VPCs look in answers.
final class EndpointView {

  /// The policy of those that say none: everything.
  static final String OPEN =
      "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private EndpointView() {}

  static software.amazon.awssdk.services.ec2.model.VpcEndpoint of(
      Picture picture, VpcEndpoint endpoint) {
    VpcEndpoint.Settings has = endpoint.settings();
    return software.amazon.awssdk.services.ec2.model.VpcEndpoint.builder()
        .vpcEndpointId(endpoint.id())
        .vpcEndpointType(type(endpoint))
        .vpcId(endpoint.vpc())
        .serviceName(endpoint.service())
        .state("available")
        .policyDocument(has.policy())
        .routeTableIds(has.routeTables())
        .subnetIds(has.subnets())
        .groups(
            has.groups().stream()
                .flatMap(id -> SecurityGroup.find(picture, id).stream())
                .map(group ->
                    SecurityGroupIdentifier.builder()
                        .groupId(group.id())
                        .groupName(group.name())
                        .build())
                .toList())
        .privateDnsEnabled(has.privateDns())
        .requesterManaged(false)
        .networkInterfaceIds(endpoint.networkInterfaces())
        .ipAddressType("ipv4")
        .creationTimestamp(endpoint.created())
        .ownerId(endpoint.account())
        .tags(Tagging.view(endpoint.tags()))
        .build();
  }

  static String type(VpcEndpoint endpoint) {
    return switch (endpoint.type()) {
      case GATEWAY -> "Gateway";
      case INTERFACE -> "Interface";
    };
  }
}
