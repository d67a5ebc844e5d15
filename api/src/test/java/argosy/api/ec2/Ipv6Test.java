package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteEgressOnlyInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeEgressOnlyInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateSubnetCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.EgressOnlyInternetGateway;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/// IPv6 addresses of VPCs, subnets and interfaces, as clients ask for them.
class Ipv6Test {
  private final NetworkRig net = new NetworkRig();
  private final ApiRig rig = net.rig;

  private Vpc vpc() {
    return rig.reply(
            CreateVpcResponse.class,
            CreateVpcRequest.builder()
                .cidrBlock("10.1.0.0/16")
                .amazonProvidedIpv6CidrBlock(true)
                .build())
        .vpc();
  }

  /// The first part of a VPC's range.
  private static String part(Vpc vpc) {
    return vpc.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock().replace("/56", "/64");
  }

  private Subnet subnet(Vpc vpc) {
    return rig.reply(
            CreateSubnetResponse.class,
            CreateSubnetRequest.builder()
                .vpcId(vpc.vpcId())
                .cidrBlock("10.1.1.0/24")
                .ipv6CidrBlock(part(vpc))
                .build())
        .subnet();
  }

  private List<Subnet> subnets(String filter, String value) {
    return rig.reply(
            DescribeSubnetsResponse.class,
            DescribeSubnetsRequest.builder().filters(NetworkRig.filter(filter, value)).build())
        .subnets();
  }

  private NetworkInterface networkInterface(CreateNetworkInterfaceRequest.Builder request) {
    return rig.reply(CreateNetworkInterfaceResponse.class, request.build()).networkInterface();
  }

  private void assigning(Subnet subnet, boolean does) {
    rig.done(assign(subnet, does));
  }

  private static ModifySubnetAttributeRequest assign(Subnet subnet, boolean does) {
    return ModifySubnetAttributeRequest.builder()
        .subnetId(subnet.subnetId())
        .assignIpv6AddressOnCreation(AttributeBooleanValue.builder().value(does).build())
        .build();
  }

  @Test
  void aVpcIsMadeWithARange() {
    Vpc vpc = vpc();
    var range = vpc.ipv6CidrBlockAssociationSet().getFirst();
    assertTrue(range.ipv6CidrBlock().matches("fd61:7267:[0-9a-f:]+00::/56"), range.ipv6CidrBlock());
    assertTrue(range.associationId().startsWith("vpc-cidr-assoc-"));
    assertEquals("associated", range.ipv6CidrBlockState().stateAsString());
    assertEquals("us-east-1", range.networkBorderGroup());
    assertEquals("Amazon", range.ipv6Pool());
    String filter = "ipv6-cidr-block-association.";
    assertEquals(List.of(vpc), net.vpcs(filter + "ipv6-cidr-block", range.ipv6CidrBlock()));
    assertEquals(List.of(vpc), net.vpcs(filter + "association-id", range.associationId()));
    assertEquals(List.of(vpc), net.vpcs(filter + "ipv6-pool", "Amazon"));
    assertEquals(List.of(vpc), net.vpcs(filter + "state", "associated"));
    assertEquals(List.of(), net.defaultVpc().ipv6CidrBlockAssociationSet());
    Route local =
        rig
            .reply(
                DescribeRouteTablesResponse.class,
                DescribeRouteTablesRequest.builder()
                    .filters(
                        NetworkRig.filter("vpc-id", vpc.vpcId()),
                        NetworkRig.filter(
                            "route.destination-ipv6-cidr-block", range.ipv6CidrBlock()))
                    .build())
            .routeTables()
            .getFirst()
            .routes()
            .stream()
            .filter(route -> route.destinationIpv6CidrBlock() != null)
            .findFirst()
            .orElseThrow();
    assertEquals("local", local.gatewayId());
    assertEquals("CreateRouteTable", local.originAsString());
    assertEquals("active", local.stateAsString());
  }

  @Test
  void aVpcGetsARangeAndGivesItBack() {
    String vpc = net.defaultVpc().vpcId();
    var ask = AssociateVpcCidrBlockRequest.builder().vpcId(vpc);
    var got =
        rig.reply(
                AssociateVpcCidrBlockResponse.class, ask.amazonProvidedIpv6CidrBlock(true).build())
            .ipv6CidrBlockAssociation();
    assertEquals(got, net.defaultVpc().ipv6CidrBlockAssociationSet().getFirst());
    assertTrue(net.refused(ask.build()).startsWith("VpcCidrBlockLimitExceeded"));
    assertTrue(
        net.refused(ask.cidrBlock("10.9.0.0/16").build())
            .startsWith("InvalidParameterCombination"));
    assertEquals(
        "MissingParameter: The request must contain the parameter CidrBlock",
        net.refused(AssociateVpcCidrBlockRequest.builder().vpcId(vpc).build()));
    var back = DisassociateVpcCidrBlockRequest.builder().associationId(got.associationId()).build();
    var left = rig.reply(DisassociateVpcCidrBlockResponse.class, back);
    assertEquals(
        "disassociated", left.ipv6CidrBlockAssociation().ipv6CidrBlockState().stateAsString());
    assertNull(left.cidrBlockAssociation());
    assertEquals(List.of(), net.defaultVpc().ipv6CidrBlockAssociationSet());
    assertTrue(net.refused(back).startsWith("InvalidVpcCidrBlockAssociationID.NotFound"));
  }

  @Test
  void aSubnetHasAPartOfTheRange() {
    Vpc vpc = vpc();
    Subnet made = subnet(vpc);
    var range = made.ipv6CidrBlockAssociationSet().getFirst();
    assertEquals(part(vpc), range.ipv6CidrBlock());
    assertTrue(range.associationId().startsWith("subnet-cidr-assoc-"));
    assertFalse(made.assignIpv6AddressOnCreation());
    String filter = "ipv6-cidr-block-association.";
    assertEquals(List.of(made), subnets(filter + "ipv6-cidr-block", part(vpc)));
    assertEquals(List.of(made), subnets(filter + "association-id", range.associationId()));
    var other = CreateSubnetRequest.builder().vpcId(vpc.vpcId()).cidrBlock("10.1.2.0/24");
    assertEquals(
        "InvalidSubnet.Conflict: The CIDR '" + part(vpc) + "' conflicts with another subnet",
        net.refused(other.ipv6CidrBlock(part(vpc)).build()));
    for (String wrong : List.of("2001:db8::/64", part(vpc).replace("/64", "/65"))) {
      assertEquals(
          "InvalidSubnet.Range: The CIDR '" + wrong + "' is invalid.",
          net.refused(other.ipv6CidrBlock(wrong).build()));
    }
    assertTrue(net.refused(other.ipv6CidrBlock("ten").build()).startsWith("InvalidParameterValue"));
    assertTrue(net.refused(other.ipv6Native(true).build()).startsWith("UnsupportedOperation"));
  }

  @Test
  void aSubnetGetsARangeAndGivesItBack() {
    Vpc vpc = vpc();
    Subnet subnet = net.subnet(vpc.vpcId(), "10.1.1.0/24");
    assertTrue(
        net.refused(assign(subnet, true))
            .startsWith("InvalidParameterValue: Invalid value 'true' for assign-ipv6-address"));
    var ask =
        AssociateSubnetCidrBlockRequest.builder()
            .subnetId(subnet.subnetId())
            .ipv6CidrBlock(part(vpc))
            .build();
    var got = rig.reply(AssociateSubnetCidrBlockResponse.class, ask).ipv6CidrBlockAssociation();
    assertEquals("associated", got.ipv6CidrBlockState().stateAsString());
    assertTrue(net.refused(ask).startsWith("SubnetCidrBlockLimitExceeded"));
    assigning(subnet, true);
    assertTrue(subnets("subnet-id", subnet.subnetId()).getFirst().assignIpv6AddressOnCreation());
    var back =
        DisassociateSubnetCidrBlockRequest.builder().associationId(got.associationId()).build();
    assertTrue(net.refused(back).startsWith("InvalidCidrBlock.InUse"));
    assigning(subnet, false);
    var left = rig.reply(DisassociateSubnetCidrBlockResponse.class, back);
    assertEquals(
        "disassociated", left.ipv6CidrBlockAssociation().ipv6CidrBlockState().stateAsString());
    assertEquals(
        List.of(),
        subnets("subnet-id", subnet.subnetId()).getFirst().ipv6CidrBlockAssociationSet());
    assertTrue(net.refused(back).startsWith("InvalidSubnetCidrBlockAssociationID.NotFound"));
  }

  private static InstanceIpv6Address address(String text) {
    return InstanceIpv6Address.builder().ipv6Address(text).build();
  }

  @Test
  void anInterfaceHasOneAddress() {
    Subnet subnet = subnet(vpc());
    var ask = CreateNetworkInterfaceRequest.builder().subnetId(subnet.subnetId());
    assertEquals(List.of(), networkInterface(ask).ipv6Addresses());
    NetworkInterface made = networkInterface(ask.ipv6AddressCount(1));
    String address = made.ipv6Addresses().getFirst().ipv6Address();
    assertEquals(address, made.ipv6Address());
    assertEquals(made, net.described(made.networkInterfaceId()));
    assertEquals(
        List.of(made),
        rig.reply(
                DescribeNetworkInterfacesResponse.class,
                DescribeNetworkInterfacesRequest.builder()
                    .filters(NetworkRig.filter("ipv6-addresses.ipv6-address", address))
                    .build())
            .networkInterfaces());
    assertTrue(
        net.refused(ask.ipv6AddressCount(2).build()).startsWith("PrivateIpAddressLimitExceeded"));
    assertTrue(
        net.refused(ask.ipv6AddressCount(1).ipv6Addresses(address(address)).build())
            .startsWith("InvalidParameterCombination"));
    ask.ipv6AddressCount(null);
    assertEquals(
        "InvalidIPAddress.InUse: Address " + address + " is in use.", net.refused(ask.build()));
    assertTrue(
        net.refused(ask.ipv6Addresses(address("10.0.0.1")).build())
            .endsWith("Invalid IPv6 address"));
    String chosen = part(subnet) + "ABCD";
    assertEquals(
        part(subnet) + "abcd", networkInterface(ask.ipv6Addresses(address(chosen))).ipv6Address());
    assigning(subnet, true);
    var plain = CreateNetworkInterfaceRequest.builder().subnetId(subnet.subnetId());
    assertEquals(1, networkInterface(plain).ipv6Addresses().size());
    assertEquals(0, networkInterface(plain.ipv6AddressCount(0)).ipv6Addresses().size());
    assertTrue(
        net.refused(
                CreateNetworkInterfaceRequest.builder()
                    .subnetId(net.defaultSubnet().subnetId())
                    .ipv6AddressCount(1)
                    .build())
            .contains("has no IPv6 CIDR block"));
  }

  private static String part(Subnet subnet) {
    return subnet.ipv6CidrBlockAssociationSet().getFirst().ipv6CidrBlock().replace("/64", "");
  }

  @Test
  void anEgressOnlyGatewayIsWhereRoutesLead() {
    Vpc vpc = vpc();
    var tags =
        TagSpecification.builder()
            .resourceType(ResourceType.EGRESS_ONLY_INTERNET_GATEWAY)
            .tags(Tag.builder().key("Name").value("out").build())
            .build();
    EgressOnlyInternetGateway made =
        rig.reply(
                CreateEgressOnlyInternetGatewayResponse.class,
                CreateEgressOnlyInternetGatewayRequest.builder()
                    .vpcId(vpc.vpcId())
                    .tagSpecifications(tags)
                    .build())
            .egressOnlyInternetGateway();
    String id = made.egressOnlyInternetGatewayId();
    assertTrue(id.matches("eigw-[0-9a-f]{17}"), id);
    assertEquals("attached", made.attachments().getFirst().stateAsString());
    assertEquals(vpc.vpcId(), made.attachments().getFirst().vpcId());
    var describe =
        DescribeEgressOnlyInternetGatewaysRequest.builder()
            .filters(NetworkRig.filter("tag:Name", "out"));
    assertEquals(
        List.of(made),
        rig.reply(DescribeEgressOnlyInternetGatewaysResponse.class, describe.build())
            .egressOnlyInternetGateways());
    String table =
        rig.reply(
                CreateRouteTableResponse.class,
                CreateRouteTableRequest.builder().vpcId(vpc.vpcId()).build())
            .routeTable()
            .routeTableId();
    var route = CreateRouteRequest.builder().routeTableId(table).egressOnlyInternetGatewayId(id);
    assertTrue(
        net.refused(route.destinationCidrBlock("0.0.0.0/0").build())
            .startsWith("InvalidParameterValue"));
    rig.done(route.destinationCidrBlock(null).destinationIpv6CidrBlock("::/0").build());
    assertEquals("active", routeTo(id).stateAsString());
    assertTrue(
        net.refused(DeleteVpcRequest.builder().vpcId(vpc.vpcId()).build())
            .startsWith("DependencyViolation"));
    var delete =
        DeleteEgressOnlyInternetGatewayRequest.builder().egressOnlyInternetGatewayId(id).build();
    assertTrue(rig.reply(DeleteEgressOnlyInternetGatewayResponse.class, delete).returnCode());
    assertEquals("blackhole", routeTo(id).stateAsString());
    assertEquals(
        "InvalidGatewayID.NotFound: The eigw ID '" + id + "' does not exist", net.refused(delete));
    assertTrue(
        net.refused(route.destinationIpv6CidrBlock("2001:db8::/32").build())
            .startsWith("InvalidGatewayID.NotFound"));
  }

  private Route routeTo(String gateway) {
    return rig
        .reply(
            DescribeRouteTablesResponse.class,
            DescribeRouteTablesRequest.builder()
                .filters(NetworkRig.filter("route.egress-only-internet-gateway-id", gateway))
                .build())
        .routeTables()
        .getFirst()
        .routes()
        .stream()
        .filter(route -> gateway.equals(route.egressOnlyInternetGatewayId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anInterfaceGetsAnAddressAndGivesItBack() {
    String id = net.networkInterface(subnet(vpc()).subnetId()).networkInterfaceId();
    var ask = AssignIpv6AddressesRequest.builder().networkInterfaceId(id);
    assertEquals(
        "MissingParameter: The request must contain the parameter Ipv6AddressCount",
        net.refused(ask.build()));
    assertTrue(net.refused(ask.ipv6AddressCount(0).build()).startsWith("InvalidParameterValue"));
    List<String> got =
        rig.reply(AssignIpv6AddressesResponse.class, ask.ipv6AddressCount(1).build())
            .assignedIpv6Addresses();
    assertEquals(got, List.of(net.described(id).ipv6Address()));
    assertTrue(net.refused(ask.build()).startsWith("PrivateIpAddressLimitExceeded"));
    var back = UnassignIpv6AddressesRequest.builder().networkInterfaceId(id).ipv6Addresses(got);
    assertEquals(
        got,
        rig.reply(UnassignIpv6AddressesResponse.class, back.build()).unassignedIpv6Addresses());
    assertNull(net.described(id).ipv6Address());
    assertTrue(
        net.refused(back.build())
            .startsWith("InvalidParameterValue: Some of the addresses are not assigned"));
    assertEquals(
        got,
        rig.reply(AssignIpv6AddressesResponse.class, ask.build()).assignedIpv6Addresses(),
        "it belongs to the address of IPv4");
  }
}
