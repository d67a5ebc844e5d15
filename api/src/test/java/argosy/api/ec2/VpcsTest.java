package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import argosy.wire.Service;
import argosy.wire.WireError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;

class VpcsTest {
  private final NetworkRig net = new NetworkRig();
  private final ApiRig rig = net.rig;

  @Test
  void theDefaultVpcIsThereFromTheBeginningAndStaysTheSame() {
    Vpc vpc = net.defaultVpc();
    assertEquals("172.31.0.0/16", vpc.cidrBlock());
    assertEquals("available", vpc.stateAsString());
    assertTrue(vpc.vpcId().matches("vpc-[0-9a-f]{17}"), vpc.vpcId());
    assertEquals(vpc, net.defaultVpc());
    Subnet subnet = net.defaultSubnet();
    assertEquals(4_091, subnet.availableIpAddressCount());
    assertTrue(subnet.mapPublicIpOnLaunch());
    assertTrue(subnet.defaultForAz());
    int kept = rig.store.load(ApiRig.CELL).size();
    assertEquals(3, rig.cell().picture().count(argosy.domain.network.Subnet.KIND));
    net.defaultVpc();
    assertEquals(kept, rig.store.load(ApiRig.CELL).size());
    var elsewhere =
        rig.call(Service.EC2, "eu-west-1", DescribeVpcsRequest.builder().build()).toString();
    assertTrue(elsewhere.contains("172.31.0.0/16"), elsewhere);
  }

  @Test
  void whoDeletesTheDefaultVpcHasNoneUntilHeMakesOne() {
    Vpc vpc = net.defaultVpc();
    assertEquals(
        "DependencyViolation: The vpc '"
            + vpc.vpcId()
            + "' has dependencies and cannot be deleted.",
        net.refused(DeleteVpcRequest.builder().vpcId(vpc.vpcId()).build()));
    for (Subnet subnet :
        rig.reply(DescribeSubnetsResponse.class, DescribeSubnetsRequest.builder().build())
            .subnets()) {
      rig.done(DeleteSubnetRequest.builder().subnetId(subnet.subnetId()).build());
    }
    String gateway =
        rig.reply(
                DescribeInternetGatewaysResponse.class,
                DescribeInternetGatewaysRequest.builder()
                    .filters(NetworkRig.filter("attachment.vpc-id", vpc.vpcId()))
                    .build())
            .internetGateways()
            .getFirst()
            .internetGatewayId();
    rig.done(
        DetachInternetGatewayRequest.builder()
            .internetGatewayId(gateway)
            .vpcId(vpc.vpcId())
            .build());
    rig.done(DeleteVpcRequest.builder().vpcId(vpc.vpcId()).build());
    assertEquals(List.of(), net.vpcs("is-default", "true"));
    assertEquals(
        "DefaultVpcDoesNotExist: No default VPC for this user. Create one with CreateDefaultVpc.",
        net.refused(CreateDefaultSubnetRequest.builder().availabilityZone("us-east-1a").build()));
    rig.done(CreateDefaultVpcRequest.builder().build());
    assertNotEquals(vpc.vpcId(), net.defaultVpc().vpcId());
    assertEquals(
        "DefaultVpcAlreadyExists: A Default VPC already exists for this account in this region.",
        net.refused(CreateDefaultVpcRequest.builder().build()));
  }

  @Test
  void aVpcIsDescribedAsItWasMade() {
    Vpc made =
        rig.reply(
                CreateVpcResponse.class,
                CreateVpcRequest.builder()
                    .cidrBlock("10.1.2.3/16")
                    .tagSpecifications(tags(ResourceType.VPC, "Name", "shop"))
                    .build())
            .vpc();
    assertEquals("10.1.0.0/16", made.cidrBlock());
    assertEquals(List.of(made), net.vpcs("tag:Name", "s?o*"));
    assertEquals(List.of(), net.vpcs("tag:Name", "shoe"));
    assertEquals(List.of(made), net.vpcs("cidr", "10.1.0.0/16", "10.9.0.0/16"));
    assertEquals(
        "InvalidParameterValue: The filter 'colour' is invalid",
        net.refused(
            DescribeVpcsRequest.builder().filters(NetworkRig.filter("colour", "red")).build()));
    rig.done(DeleteVpcRequest.builder().vpcId(made.vpcId()).build());
    assertEquals(
        "InvalidVpcID.NotFound: The vpc ID '" + made.vpcId() + "' does not exist",
        net.refused(DescribeVpcsRequest.builder().vpcIds(made.vpcId()).build()));
  }

  private static TagSpecification tags(ResourceType type, String key, String value) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(Tag.builder().key(key).value(value).build())
        .build();
  }

  @Test
  void whatCantBeMadeSaysWhy() {
    assertEquals(
        "InvalidVpc.Range: The CIDR '10.0.0.0/8' is invalid.",
        net.refused(CreateVpcRequest.builder().cidrBlock("10.0.0.0/8").build()));
    assertEquals(
        "InvalidParameterValue: Value (ten) for parameter cidrBlock is invalid. This is not a valid"
            + " CIDR block.",
        net.refused(CreateVpcRequest.builder().cidrBlock("ten").build()));
    assertEquals(
        "MissingParameter: The request must contain the parameter CidrBlock",
        net.refused(CreateVpcRequest.builder().build()));
    assertEquals(
        "UnsupportedOperation: Argosy does not support Ipv6Pool here yet. Leave"
            + " it out; docs/compat.md says what is built.",
        net.refused(
            CreateVpcRequest.builder()
                .cidrBlock("10.0.0.0/16")
                .ipv6Pool("ipv6pool-ec2-1")
                .build()));
    assertEquals(
        "InvalidParameterValue: 'subnet' is not a valid taggable resource type for this operation.",
        net.refused(
            CreateVpcRequest.builder()
                .cidrBlock("10.0.0.0/16")
                .tagSpecifications(tags(ResourceType.SUBNET, "a", "b"))
                .build()));
    assertEquals(
        new WireError(
            "DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412),
        rig.refused(CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").dryRun(true).build()));
    for (int n = 1; n < 5; n++) {
      net.vpc("10." + n + ".0.0/16");
    }
    assertEquals(
        "VpcLimitExceeded: The maximum number of VPCs has been reached: 5.",
        net.refused(CreateVpcRequest.builder().cidrBlock("10.9.0.0/16").build()));
  }

  @Test
  void subnetsLieInTheirVpcAndApartFromEachOther() {
    String vpc = net.vpc("10.1.0.0/16").vpcId();
    Subnet subnet = net.subnet(vpc, "10.1.1.0/24");
    assertEquals(251, subnet.availableIpAddressCount());
    assertEquals("us-east-1a", subnet.availabilityZone());
    assertEquals("use1-az1", subnet.availabilityZoneId());
    var request = CreateSubnetRequest.builder().vpcId(vpc);
    assertEquals(
        "InvalidSubnet.Conflict: The CIDR '10.1.1.128/25' conflicts with another subnet",
        net.refused(request.cidrBlock("10.1.1.128/25").build()));
    assertEquals(
        "InvalidSubnet.Range: The CIDR '10.2.0.0/24' is invalid.",
        net.refused(request.cidrBlock("10.2.0.0/24").build()));
    assertEquals(
        "InvalidParameterValue: Value (us-east-1x) for parameter availabilityZone is invalid."
            + " Subnets can currently only be created in the following availability zones:"
            + " us-east-1a, us-east-1b, us-east-1c.",
        net.refused(request.cidrBlock("10.1.2.0/24").availabilityZone("us-east-1x").build()));
    rig.done(AssociateVpcCidrBlockRequest.builder().vpcId(vpc).cidrBlock("10.2.0.0/16").build());
    Subnet second = net.subnet(vpc, "10.2.0.0/24");
    String range =
        net.vpcs("vpc-id", vpc).getFirst().cidrBlockAssociationSet().get(1).associationId();
    assertTrue(
        net.refused(DisassociateVpcCidrBlockRequest.builder().associationId(range).build())
            .startsWith("DependencyViolation: "));
    rig.done(DeleteSubnetRequest.builder().subnetId(second.subnetId()).build());
    rig.done(DisassociateVpcCidrBlockRequest.builder().associationId(range).build());
    assertEquals(1, net.vpcs("vpc-id", vpc).getFirst().cidrBlockAssociationSet().size());
  }

  @Test
  void attributesAreChangedOneByOne() {
    String vpc = net.vpc("10.1.0.0/16").vpcId();
    var ask = DescribeVpcAttributeRequest.builder().vpcId(vpc).attribute("enableDnsHostnames");
    assertEquals(
        false,
        rig.reply(DescribeVpcAttributeResponse.class, ask.build()).enableDnsHostnames().value());
    rig.done(
        ModifyVpcAttributeRequest.builder()
            .vpcId(vpc)
            .enableDnsHostnames(it -> it.value(true))
            .build());
    assertEquals(
        true,
        rig.reply(DescribeVpcAttributeResponse.class, ask.build()).enableDnsHostnames().value());
    String subnet = net.subnet(vpc, "10.1.0.0/24").subnetId();
    rig.done(
        ModifySubnetAttributeRequest.builder()
            .subnetId(subnet)
            .mapPublicIpOnLaunch(it -> it.value(true))
            .build());
    assertTrue(
        rig.reply(
                DescribeSubnetsResponse.class,
                DescribeSubnetsRequest.builder()
                    .filters(NetworkRig.filter("map-public-ip-on-launch", "true"))
                    .subnetIds(subnet)
                    .build())
            .hasSubnets());
  }

  @Test
  void listingsGoPageByPage() {
    String vpc = net.vpc("10.1.0.0/16").vpcId();
    for (int n = 0; n < 12; n++) {
      net.subnet(vpc, "10.1." + n + ".0/24");
    }
    var seen = new ArrayList<String>();
    String token = null;
    do {
      var page =
          rig.reply(
              DescribeSubnetsResponse.class,
              DescribeSubnetsRequest.builder().maxResults(5).nextToken(token).build());
      page.subnets().forEach(subnet -> seen.add(subnet.subnetId()));
      token = page.nextToken();
    } while (token != null);
    assertEquals(15, Set.copyOf(seen).size());
    assertEquals(15, seen.size());
    assertEquals(
        "InvalidNextToken: The token 'x' is invalid",
        net.refused(DescribeSubnetsRequest.builder().nextToken("x").build()));
    assertTrue(
        net.refused(DescribeSubnetsRequest.builder().maxResults(3).build())
            .startsWith("InvalidParameterValue: Value ( 3 ) for parameter maxResults is invalid."));
  }
}
