package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.AddressPool;
import argosy.domain.network.Ipv6Range;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Subnet;
import argosy.domain.network.Zones;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

/// How subnets look in answers, and zones in requests.
final class SubnetView {
  private SubnetView() {}

  static software.amazon.awssdk.services.ec2.model.Subnet of(Picture picture, Subnet subnet) {
    Subnet.Settings has = subnet.settings();
    return software.amazon.awssdk.services.ec2.model.Subnet.builder()
        .subnetId(subnet.id())
        .subnetArn(arn(subnet))
        .vpcId(subnet.vpc())
        .ownerId(subnet.account())
        .state("available")
        .cidrBlock(subnet.cidr().toString())
        .availableIpAddressCount(free(picture, subnet))
        .availabilityZone(subnet.zone())
        .availabilityZoneId(Zones.id(subnet.zone()))
        .defaultForAz(subnet.defaultForZone())
        .mapPublicIpOnLaunch(has.publicAddresses())
        .mapCustomerOwnedIpOnLaunch(false)
        .assignIpv6AddressOnCreation(has.ipv6Addresses())
        .ipv6CidrBlockAssociationSet(
            Stream.ofNullable(subnet.ipv6()).map(range -> range(range, Tie.ASSOCIATED)).toList())
        .ipv6Native(false)
        .enableDns64(has.dns64())
        .privateDnsNameOptionsOnLaunch(it ->
            it.hostnameType(has.hostnames())
                .enableResourceNameDnsARecord(has.namesOfResources())
                .enableResourceNameDnsAAAARecord(has.ipv6NamesOfResources()))
        .tags(Tagging.view(subnet.tags()))
        .build();
  }

  static SubnetIpv6CidrBlockAssociation range(Ipv6Range range, Tie tie) {
    return SubnetIpv6CidrBlockAssociation.builder()
        .associationId(range.association())
        .ipv6CidrBlock(range.cidr().toString())
        .ipv6CidrBlockState(it -> it.state(tie.word()))
        .build();
  }

  static String arn(Subnet subnet) {
    return "arn:aws:ec2:" + subnet.region() + ":" + subnet.account() + ":subnet/" + subnet.id();
  }

  static int free(Picture picture, Subnet subnet) {
    return AddressPool.of(picture).free(subnet);
  }

  /// Reads the zone that a request names in one of two ways, or in none.
  static Answer zone(
      Context context,
      @Nullable String name,
      @Nullable String id,
      Function<@Nullable String, Answer> then) {
    if (id == null) {
      return then.apply(name);
    }
    Optional<String> zone = Zones.byId(context.cell().id().region(), id);
    return zone.isPresent()
        ? then.apply(zone.get())
        : Context.refuse(
            NetworkErrors.invalid(
                "Value (" + id + ") for parameter availabilityZoneId is invalid."));
  }
}
