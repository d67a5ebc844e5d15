package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.ChangeVpc;
import argosy.domain.network.Ipv6Range;
import argosy.domain.network.NetworkDefaults;
import argosy.domain.network.Vpc;
import argosy.domain.state.Picture;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/// How VPCs look in answers.
final class VpcView {

  /// Whose IPv6 addresses they are.
  static final String POOL = "Amazon";

  private VpcView() {}

  static software.amazon.awssdk.services.ec2.model.Vpc of(Context context, Vpc vpc) {
    return software.amazon.awssdk.services.ec2.model.Vpc.builder()
        .vpcId(vpc.id())
        .ownerId(vpc.account())
        .state("available")
        .cidrBlock(vpc.cidr().toString())
        .cidrBlockAssociationSet(
            vpc.ranges().stream().map(range -> range(range, Tie.ASSOCIATED)).toList())
        .ipv6CidrBlockAssociationSet(
            Stream.ofNullable(vpc.ipv6())
                .map(range -> ipv6(context, range, Tie.ASSOCIATED))
                .toList())
        .dhcpOptionsId(dhcpOptions(context.picture()).orElse(null))
        .instanceTenancy(vpc.tenancy())
        .isDefault(vpc.defaultVpc())
        .tags(Tagging.view(vpc.tags()))
        .build();
  }

  static Optional<String> dhcpOptions(Picture picture) {
    return NetworkDefaults.find(picture).map(NetworkDefaults::dhcpOptions);
  }

  /// One of the ranges of which an action tells; null if it was about the other kind.
  static @Nullable VpcCidrBlockAssociation range(ChangeVpc.Ranged ranged, Tie tie) {
    return ranged.range() == null ? null : range(ranged.range(), tie);
  }

  static @Nullable VpcIpv6CidrBlockAssociation ipv6(
      Context context, ChangeVpc.Ranged ranged, Tie tie) {
    return ranged.ipv6() == null ? null : ipv6(context, ranged.ipv6(), tie);
  }

  private static VpcCidrBlockAssociation range(Vpc.Range range, Tie tie) {
    return VpcCidrBlockAssociation.builder()
        .associationId(range.association())
        .cidrBlock(range.cidr().toString())
        .cidrBlockState(it -> it.state(tie.word()))
        .build();
  }

  private static VpcIpv6CidrBlockAssociation ipv6(Context context, Ipv6Range range, Tie tie) {
    return VpcIpv6CidrBlockAssociation.builder()
        .associationId(range.association())
        .ipv6CidrBlock(range.cidr().toString())
        .ipv6CidrBlockState(it -> it.state(tie.word()))
        .networkBorderGroup(context.cell().id().region())
        .ipv6Pool(POOL)
        .build();
  }
}
