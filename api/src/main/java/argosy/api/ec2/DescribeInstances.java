package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkInterface;
import argosy.wire.Answer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;

/// Tells of the hosts of the account.
final class DescribeInstances implements Action<DescribeInstancesRequest> {

  private static Filters<Machine> filters() {
    return Machines.filters()
        .by("owner-id", Machine::account)
        .by("reservation-id", Machine::reservation)
        .by("launch-time", it -> it.host().registeredAt())
        .any("architecture", it -> Stream.ofNullable(MachineView.architecture(it)))
        .any("instance-type", it -> it.attribute("ecs.instance-type").stream())
        .any("image-id", it -> it.attribute("ecs.ami-id").stream())
        .any("vpc-id", Machine.at(it -> it.place().vpc()))
        .any("network-interface.vpc-id", Machine.at(it -> it.place().vpc()))
        .any("subnet-id", Machine.at(it -> it.place().subnet()))
        .any("network-interface.subnet-id", Machine.at(it -> it.place().subnet()))
        .any("private-dns-name", Machine.at(it -> it.privateName(it.address())))
        .any("ip-address", Machine.at(DescribeInstances::publicAddress))
        .any("network-interface.network-interface-id", Machine.at(NetworkInterface::id))
        .any("private-ip-address", Machine.at(NetworkInterface::address))
        .any(
            "network-interface.addresses.private-ip-address", Machine.at(NetworkInterface::address))
        .any("instance.group-id", it -> it.network().stream().flatMap(at -> at.groups().stream()))
        .with(
            (picture, it) ->
                it.network().stream().flatMap(at -> InterfaceView.groupNames(picture, at)),
            "instance.group-name");
  }

  private static @Nullable Object publicAddress(NetworkInterface it) {
    return it.publicAddress() == null ? null : it.publicAddress().address();
  }

  @Override
  public Answer perform(DescribeInstancesRequest request, Context context) {
    return Machines.answer(
        context,
        new Listing.Asked(
            request.instanceIds(), request.filters(), request.nextToken(), request.maxResults()),
        filters(),
        page ->
            DescribeInstancesResponse.builder()
                .reservations(
                    page.items().stream().map(it -> MachineView.of(context.picture(), it)).toList())
                .nextToken(page.nextToken())
                .build());
  }
}
