package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkInterface;
import argosy.domain.network.NetworkInterface.Attachment;
import argosy.domain.network.NetworkInterface.PublicAddress;
import argosy.domain.network.Noun;
import argosy.domain.network.Zones;
import argosy.wire.Answer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;

/// Tells of network interfaces.
final class DescribeNetworkInterfaces implements Action<DescribeNetworkInterfacesRequest> {
  private static final Listing<NetworkInterface> LISTING =
      new Listing<>(
          Noun.NETWORK_INTERFACE, NetworkInterface.KIND, DescribeNetworkInterfaces::filters);

  private static Filters<NetworkInterface> filters() {
    return Filters.<NetworkInterface>none()
        .by("network-interface-id", NetworkInterface::id)
        .by("owner-id", NetworkInterface::account)
        .by("vpc-id", it -> it.place().vpc())
        .by("subnet-id", it -> it.place().subnet())
        .by("availability-zone", it -> it.place().zone())
        .by("availability-zone-id", it -> Zones.id(it.place().zone()))
        .by("description", NetworkInterface::description)
        .by("mac-address", NetworkInterface::mac)
        .by("private-ip-address", NetworkInterface::address)
        .by("private-dns-name", it -> it.privateName(it.address()))
        .by("status", NetworkInterface::status)
        .by("interface-type", it -> it.type().word())
        .by("source-dest-check", NetworkInterface::sourceDestCheck)
        .by("requester-managed", it -> it.requester() != null)
        .any("requester-id", it -> Stream.ofNullable(it.requester()))
        .any("addresses.private-ip-address", NetworkInterface::addresses)
        .any("addresses.primary", it -> it.addresses().map(it.address()::equals))
        .any("group-id", it -> it.groups().stream())
        .with(InterfaceView::groupNames, "group-name")
        .any("ipv6-addresses.ipv6-address", InterfaceView::ipv6)
        .any("association.public-ip", InterfaceView.association(PublicAddress::address))
        .any("addresses.association.public-ip", InterfaceView.association(PublicAddress::address))
        .any("association.allocation-id", InterfaceView.association(PublicAddress::allocation))
        .any("association.association-id", InterfaceView.association(PublicAddress::association))
        .any("attachment.attachment-id", InterfaceView.attached(Attachment::id))
        .any("attachment.status", InterfaceView.attached(Attachment::status))
        .any("attachment.device-index", InterfaceView.attached(Attachment::device))
        .any("attachment.delete-on-termination", InterfaceView.attached(Attachment::deletes))
        .with(
            (picture, it) -> InterfaceView.instance(picture, it).stream(), "attachment.instance-id")
        .any(
            "attachment.instance-owner-id",
            it -> Stream.ofNullable(it.attachment()).map(_ -> it.account()));
  }

  @Override
  public Answer perform(DescribeNetworkInterfacesRequest request, Context context) {
    return LISTING.answer(
        context,
        new Listing.Asked(
            request.networkInterfaceIds(),
            request.filters(),
            request.nextToken(),
            request.maxResults()),
        page ->
            DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(
                    page.items().stream()
                        .map(it -> InterfaceView.of(context.picture(), it))
                        .toList())
                .nextToken(page.nextToken())
                .build());
  }
}
