package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/// Tells of the regions: all of AWS's, at the address that answers this.
final class DescribeRegions implements Action<DescribeRegionsRequest> {
  private static Filters<Region> filters() {
    return Filters.<Region>none()
        .by("region-name", Region::regionName)
        .by("endpoint", Region::endpoint)
        .by("opt-in-status", Region::optInStatus);
  }

  @Override
  public Answer perform(DescribeRegionsRequest request, Context context) {
    for (String name : request.regionNames()) {
      if (regions().noneMatch(name::equals)) {
        return Context.refuse(NetworkErrors.invalid("Invalid region name: " + name));
      }
    }
    List<Region> things =
        regions()
            .filter(name -> request.regionNames().isEmpty() || request.regionNames().contains(name))
            .map(name ->
                Region.builder()
                    .regionName(name)
                    .endpoint(context.self().getAuthority())
                    .optInStatus("opt-in-not-required")
                    .build())
            .toList();
    return Listing.of(
        context,
        new Listing.Asked(List.of(), request.filters(), null, null),
        things,
        filters(),
        page -> DescribeRegionsResponse.builder().regions(page.items()).build());
  }

  private static Stream<String> regions() {
    return software.amazon.awssdk.regions.Region.regions().stream()
        .filter(region -> !region.isGlobalRegion())
        .map(software.amazon.awssdk.regions.Region::id)
        .sorted();
  }
}
