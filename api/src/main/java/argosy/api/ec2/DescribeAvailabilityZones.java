package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Zones;
import argosy.wire.Answer;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;

/// Tells of the zones of the region.
final class DescribeAvailabilityZones implements Action<DescribeAvailabilityZonesRequest> {
  private static Filters<AvailabilityZone> filters() {
    return Filters.<AvailabilityZone>none()
        .by("zone-name", AvailabilityZone::zoneName)
        .by("zone-id", AvailabilityZone::zoneId)
        .by("region-name", AvailabilityZone::regionName)
        .by("group-name", AvailabilityZone::groupName)
        .by("state", AvailabilityZone::stateAsString)
        .by("opt-in-status", AvailabilityZone::optInStatusAsString)
        .by("zone-type", AvailabilityZone::zoneType)
        .any("message", _ -> Stream.of());
  }

  @Override
  public Answer perform(DescribeAvailabilityZonesRequest request, Context context) {
    String region = context.cell().id().region();
    for (String name : request.zoneNames()) {
      if (!Zones.of(region).contains(name)) {
        return Context.refuse(NetworkErrors.invalid("Invalid availability zone: [" + name + "]"));
      }
    }
    for (String id : request.zoneIds()) {
      if (Zones.byId(region, id).isEmpty()) {
        return Context.refuse(NetworkErrors.invalid("Invalid availability zone-id: [" + id + "]"));
      }
    }
    List<AvailabilityZone> things =
        Zones.of(region).stream()
            .filter(zone -> request.zoneNames().isEmpty() || request.zoneNames().contains(zone))
            .filter(
                zone -> request.zoneIds().isEmpty() || request.zoneIds().contains(Zones.id(zone)))
            .map(zone -> view(region, zone))
            .toList();
    return Listing.of(
        context,
        new Listing.Asked(List.of(), request.filters(), null, null),
        things,
        filters(),
        page ->
            DescribeAvailabilityZonesResponse.builder().availabilityZones(page.items()).build());
  }

  private static AvailabilityZone view(String region, String zone) {
    return AvailabilityZone.builder()
        .zoneName(zone)
        .zoneId(Zones.id(zone))
        .regionName(region)
        .groupName(region)
        .networkBorderGroup(region)
        .state("available")
        .optInStatus("opt-in-not-required")
        .zoneType("availability-zone")
        .build();
  }
}
