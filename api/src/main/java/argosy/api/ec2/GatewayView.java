package argosy.api.ec2;

import argosy.domain.network.EgressOnlyGateway;
import argosy.domain.network.InternetGateway;
import argosy.domain.network.NatGateway;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/// How gateways look in answers.
final class GatewayView {
  private GatewayView() {}

  static software.amazon.awssdk.services.ec2.model.InternetGateway of(InternetGateway gateway) {
    var view =
        software.amazon.awssdk.services.ec2.model.InternetGateway.builder()
            .internetGatewayId(gateway.id())
            .ownerId(gateway.account())
            .tags(Tagging.view(gateway.tags()));
    return gateway.vpc() == null
        ? view.build()
        : view.attachments(
                InternetGatewayAttachment.builder().vpcId(gateway.vpc()).state("available").build())
            .build();
  }

  static EgressOnlyInternetGateway of(EgressOnlyGateway gateway) {
    return EgressOnlyInternetGateway.builder()
        .egressOnlyInternetGatewayId(gateway.id())
        .attachments(
            InternetGatewayAttachment.builder().vpcId(gateway.vpc()).state("attached").build())
        .tags(Tagging.view(gateway.tags()))
        .build();
  }

  static software.amazon.awssdk.services.ec2.model.NatGateway of(NatGateway gateway) {
    String status = gateway.works() ? "succeeded" : "disassociating";
    return software.amazon.awssdk.services.ec2.model.NatGateway.builder()
        .natGatewayId(gateway.id())
        .vpcId(gateway.vpc())
        .subnetId(gateway.subnet())
        .state(state(gateway))
        .connectivityType(gateway.allocation() == null ? "private" : "public")
        .natGatewayAddresses(
            NatGatewayAddress.builder()
                .networkInterfaceId(gateway.networkInterface())
                .privateIp(gateway.address().toString())
                .allocationId(gateway.allocation())
                .associationId(gateway.association())
                .publicIp(
                    gateway.publicAddress() == null ? null : gateway.publicAddress().toString())
                .isPrimary(true)
                .status(status)
                .build())
        .createTime(gateway.created())
        .deleteTime(gateway.deleted())
        .tags(Tagging.view(gateway.tags()))
        .build();
  }

  static String state(NatGateway gateway) {
    return gateway.works() ? "available" : "deleted";
  }
}
