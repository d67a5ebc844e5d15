package argosy.api.ec2;

import argosy.domain.network.NetworkInterface;
import argosy.domain.state.Picture;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.Reservation;

/// How hosts look in answers.
final class MachineView {

  /// A host that is away may still run: only who has left its cluster is none any more.
  static final String RUNNING = "running";

  static final int RUNNING_CODE = 16;

  private MachineView() {}

  /// Each in a reservation of its own.
  static Reservation of(Picture picture, Machine it) {
    return Reservation.builder()
        .reservationId(it.reservation())
        .ownerId(it.account())
        .instances(instance(picture, it))
        .build();
  }

  private static Instance instance(Picture picture, Machine it) {
    var instance =
        Instance.builder()
            .instanceId(it.id())
            .state(state())
            .launchTime(it.host().registeredAt())
            .placement(placement(it))
            .architecture(architecture(it))
            .instanceType(it.attribute("ecs.instance-type").orElse(null))
            .imageId(it.attribute("ecs.ami-id").orElse(null))
            .tags(Tagging.view(it.tags()));
    it.network()
        .ifPresent(network ->
            instance
                .vpcId(network.place().vpc())
                .subnetId(network.place().subnet())
                .privateIpAddress(network.address().toString())
                .privateDnsName(network.privateName(network.address()))
                .publicIpAddress(publicAddress(network))
                .ipv6Address(InterfaceView.ipv6(network).findFirst().orElse(null))
                .sourceDestCheck(network.sourceDestCheck())
                .securityGroups(InterfaceView.groups(picture, network))
                .networkInterfaces(networkInterface(picture, network)));
    return instance.build();
  }

  static @Nullable String architecture(Machine it) {
    return it.attribute("ecs.cpu-architecture").orElse(null);
  }

  private static @Nullable String publicAddress(NetworkInterface it) {
    return it.publicAddress() == null ? null : it.publicAddress().address().toString();
  }

  private static InstanceState state() {
    return InstanceState.builder().code(RUNNING_CODE).name(RUNNING).build();
  }

  private static Placement placement(Machine it) {
    return Placement.builder()
        .availabilityZone(it.zone())
        .availabilityZoneId(it.zoneId().orElse(null))
        .tenancy("default")
        .build();
  }

  private static InstanceNetworkInterface networkInterface(Picture picture, NetworkInterface it) {
    @Nullable String reached = publicAddress(it);
    NetworkInterface.@Nullable Attachment has = it.attachment();
    return InstanceNetworkInterface.builder()
        .networkInterfaceId(it.id())
        .ownerId(it.account())
        .vpcId(it.place().vpc())
        .subnetId(it.place().subnet())
        .description(it.description())
        .interfaceType(it.type().word())
        .macAddress(it.mac())
        .status(it.status())
        .sourceDestCheck(it.sourceDestCheck())
        .groups(InterfaceView.groups(picture, it))
        .privateIpAddress(it.address().toString())
        .privateDnsName(it.privateName(it.address()))
        .privateIpAddresses(addresses(it))
        .ipv6Addresses(
            InterfaceView.ipv6(it)
                .map(address -> InstanceIpv6Address.builder().ipv6Address(address).build())
                .toList())
        .association(
            reached == null
                ? null
                : InstanceNetworkInterfaceAssociation.builder().publicIp(reached).build())
        .attachment(a -> {
          if (has != null) {
            a.attachmentId(has.id())
                .attachTime(has.since())
                .deleteOnTermination(has.deletes())
                .deviceIndex(has.device())
                .status(has.status());
          }
        })
        .build();
  }

  private static List<InstancePrivateIpAddress> addresses(NetworkInterface it) {
    return it.addresses()
        .map(address ->
            InstancePrivateIpAddress.builder()
                .privateIpAddress(address.toString())
                .privateDnsName(it.privateName(address))
                .primary(address.equals(it.address()))
                .build())
        .toList();
  }

  /// Whether it is reached is what its agent's connection says.
  static InstanceStatus status(Machine it) {
    return InstanceStatus.builder()
        .instanceId(it.id())
        .availabilityZone(it.zone())
        .availabilityZoneId(it.zoneId().orElse(null))
        .instanceState(state())
        .instanceStatus(summary(it))
        .systemStatus(summary(it))
        .build();
  }

  private static InstanceStatusSummary summary(Machine it) {
    return InstanceStatusSummary.builder()
        .status(health(it))
        .details(
            InstanceStatusDetails.builder()
                .name("reachability")
                .status(reachability(it))
                .impairedSince(it.host().awaySince())
                .build())
        .build();
  }

  static String health(Machine it) {
    return it.host().agentConnected() ? "ok" : "impaired";
  }

  static String reachability(Machine it) {
    return it.host().agentConnected() ? "passed" : "failed";
  }
}
