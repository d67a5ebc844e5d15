package argosy.api.ec2;

import argosy.domain.network.NetworkDefaults;
import argosy.domain.network.Vpc;
import argosy.domain.state.Picture;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/// How VPCs look in answers.
final class VpcView {
  private VpcView() {}

  static software.amazon.awssdk.services.ec2.model.Vpc of(Picture picture, Vpc vpc) {
    return software.amazon.awssdk.services.ec2.model.Vpc.builder()
        .vpcId(vpc.id())
        .ownerId(vpc.account())
        .state("available")
        .cidrBlock(vpc.cidr().toString())
        .cidrBlockAssociationSet(vpc.ranges().stream().map(VpcView::range).toList())
        .dhcpOptionsId(dhcpOptions(picture).orElse(null))
        .instanceTenancy(vpc.tenancy())
        .isDefault(vpc.defaultVpc())
        .tags(Tagging.view(vpc.tags()))
        .build();
  }

  static Optional<String> dhcpOptions(Picture picture) {
    return NetworkDefaults.find(picture).map(NetworkDefaults::dhcpOptions);
  }

  static VpcCidrBlockAssociation range(Vpc.Range range) {
    return range(range, "associated");
  }

  /// One that was taken from its VPC.
  static VpcCidrBlockAssociation left(Vpc.Range range) {
    return range(range, "disassociated");
  }

  private static VpcCidrBlockAssociation range(Vpc.Range range, String state) {
    return VpcCidrBlockAssociation.builder()
        .associationId(range.association())
        .cidrBlock(range.cidr().toString())
        .cidrBlockState(it -> it.state(state))
        .build();
  }
}
