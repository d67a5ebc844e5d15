package argosy.api.ec2;

import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.network.Ipv4;
import argosy.domain.network.Ipv6;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.Zones;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/// How network interfaces look in answers.
final class InterfaceView {
  private InterfaceView() {}

  static software.amazon.awssdk.services.ec2.model.NetworkInterface of(
      Picture picture, NetworkInterface it) {
    return software.amazon.awssdk.services.ec2.model.NetworkInterface.builder()
        .networkInterfaceId(it.id())
        .ownerId(it.account())
        .vpcId(it.place().vpc())
        .subnetId(it.place().subnet())
        .availabilityZone(it.place().zone())
        .availabilityZoneId(Zones.id(it.place().zone()))
        .description(it.description())
        .groups(groups(picture, it))
        .interfaceType(it.type().word())
        .macAddress(it.mac())
        .privateIpAddress(it.address().toString())
        .privateDnsName(it.privateName(it.address()))
        .privateIpAddresses(it.addresses().map(address -> address(it, address)).toList())
        .ipv6Address(ipv6(it).findFirst().orElse(null))
        .ipv6Addresses(
            ipv6(it)
                .map(address ->
                    NetworkInterfaceIpv6Address.builder()
                        .ipv6Address(address)
                        .isPrimaryIpv6(false)
                        .build())
                .toList())
        .requesterId(it.requester())
        .requesterManaged(it.requester() != null)
        .sourceDestCheck(it.sourceDestCheck())
        .status(it.status())
        .attachment(attachment(picture, it))
        .association(association(it))
        .tagSet(Tagging.view(it.tags()))
        .build();
  }

  /// None or one.
  static Stream<String> ipv6(NetworkInterface it) {
    return Optional.ofNullable(it.address6()).map(Ipv6::toString).stream();
  }

  private static NetworkInterfacePrivateIpAddress address(NetworkInterface it, Ipv4 address) {
    boolean first = address.equals(it.address());
    return NetworkInterfacePrivateIpAddress.builder()
        .privateIpAddress(address.toString())
        .privateDnsName(it.privateName(address))
        .primary(first)
        .association(first ? association(it) : null)
        .build();
  }

  private static @Nullable NetworkInterfaceAssociation association(NetworkInterface it) {
    NetworkInterface.@Nullable PublicAddress has = it.publicAddress();
    return has == null
        ? null
        : NetworkInterfaceAssociation.builder()
            .publicIp(has.address().toString())
            .allocationId(has.allocation())
            .associationId(has.association())
            .ipOwnerId(has.allocation() == null ? "amazon" : it.account())
            .build();
  }

  static @Nullable NetworkInterfaceAttachment attachment(Picture picture, NetworkInterface it) {
    NetworkInterface.@Nullable Attachment has = it.attachment();
    return has == null
        ? null
        : NetworkInterfaceAttachment.builder()
            .attachmentId(has.id())
            .instanceId(instance(picture, it).orElse(null))
            .instanceOwnerId(it.requester() == null ? it.account() : it.requester())
            .deviceIndex(has.device())
            .deleteOnTermination(has.deletes())
            .attachTime(has.since())
            .status(has.status())
            .build();
  }

  /// The id of its owner, if that is a host.
  static Optional<String> instance(Picture picture, NetworkInterface it) {
    return Optional.ofNullable(it.attachment())
        .flatMap(has -> InstanceArn.parse(has.owner()))
        .flatMap(host -> picture.find(Instance.key(host)))
        .map(Instance::ec2InstanceId);
  }

  static List<GroupIdentifier> groups(Picture picture, NetworkInterface it) {
    return it.groups().stream()
        .map(id ->
            GroupIdentifier.builder()
                .groupId(id)
                .groupName(SecurityGroup.find(picture, id).map(SecurityGroup::name).orElse(null))
                .build())
        .toList();
  }

  static Stream<String> groupNames(Picture picture, NetworkInterface it) {
    return it.groups().stream()
        .flatMap(id -> SecurityGroup.find(picture, id).stream())
        .map(SecurityGroup::name);
  }

  /// What filters find in its attachment.
  static Function<NetworkInterface, Stream<?>> attached(
      Function<NetworkInterface.Attachment, @Nullable Object> what) {
    return it -> Stream.ofNullable(it.attachment()).map(what).flatMap(Stream::ofNullable);
  }

  /// What filters find in its public address.
  static Function<NetworkInterface, Stream<?>> association(
      Function<NetworkInterface.PublicAddress, @Nullable Object> what) {
    return it -> Stream.ofNullable(it.publicAddress()).map(what).flatMap(Stream::ofNullable);
  }
}
