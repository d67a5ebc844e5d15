package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Context;
import argosy.domain.network.NetworkErrors;
import argosy.wire.Answer;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;

/// Tells of the set of DHCP options that all VPCs have.
final class DescribeDhcpOptions implements Action<DescribeDhcpOptionsRequest> {
  private static Filters<DhcpOptions> filters() {
    return Filters.<DhcpOptions>none()
        .by("dhcp-options-id", DhcpOptions::dhcpOptionsId)
        .by("owner-id", DhcpOptions::ownerId)
        .any("key", it -> it.dhcpConfigurations().stream().map(DhcpConfiguration::key))
        .any(
            "value",
            it ->
                it.dhcpConfigurations().stream()
                    .flatMap(option -> option.values().stream())
                    .map(AttributeValue::value));
  }

  @Override
  public Answer perform(DescribeDhcpOptionsRequest request, Context context) {
    String region = context.cell().id().region();
    String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    List<DhcpOptions> things =
        VpcView.dhcpOptions(context.picture()).stream()
            .filter(
                id -> request.dhcpOptionsIds().isEmpty() || request.dhcpOptionsIds().contains(id))
            .map(id ->
                DhcpOptions.builder()
                    .dhcpOptionsId(id)
                    .ownerId(context.cell().id().account())
                    .dhcpConfigurations(
                        option("domain-name", domain),
                        option("domain-name-servers", "AmazonProvidedDNS"))
                    .build())
            .toList();
    for (String id : request.dhcpOptionsIds()) {
      if (things.stream().noneMatch(it -> it.dhcpOptionsId().equals(id))) {
        return Context.refuse(NetworkErrors.notFound("InvalidDhcpOptionID", "dhcpOption ID", id));
      }
    }
    return Listing.of(
        context,
        new Listing.Asked(List.of(), request.filters(), request.nextToken(), request.maxResults()),
        things,
        filters(),
        page ->
            DescribeDhcpOptionsResponse.builder()
                .dhcpOptions(page.items())
                .nextToken(page.nextToken())
                .build());
  }

  private static DhcpConfiguration option(String key, String value) {
    return DhcpConfiguration.builder()
        .key(key)
        .values(AttributeValue.builder().value(value).build())
        .build();
  }
}
