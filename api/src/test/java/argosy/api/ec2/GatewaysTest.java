package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/// Gateways, routes and public addresses.
class GatewaysTest {
  private final NetworkRig net = new NetworkRig();
  private final ApiRig rig = net.rig;
  private final String vpc = net.vpc("10.1.0.0/16").vpcId();
  private final String subnet = net.subnet(vpc, "10.1.0.0/24").subnetId();

  private String gateway() {
    String made =
        rig.reply(
                CreateInternetGatewayResponse.class, CreateInternetGatewayRequest.builder().build())
            .internetGateway()
            .internetGatewayId();
    rig.done(AttachInternetGatewayRequest.builder().internetGatewayId(made).vpcId(vpc).build());
    return made;
  }

  private RouteTable table(String filter, String value) {
    return rig.reply(
            DescribeRouteTablesResponse.class,
            DescribeRouteTablesRequest.builder()
                .filters(NetworkRig.filter("vpc-id", vpc), NetworkRig.filter(filter, value))
                .build())
        .routeTables()
        .getFirst();
  }

  private RouteTable newTable() {
    return rig.reply(
            CreateRouteTableResponse.class, CreateRouteTableRequest.builder().vpcId(vpc).build())
        .routeTable();
  }

  private static CreateRouteRequest.Builder route(String table) {
    return CreateRouteRequest.builder().routeTableId(table).destinationCidrBlock("0.0.0.0/0");
  }

  @Test
  void aRouteWhoseGatewayGoesIsABlackHole() {
    String gateway = gateway();
    String table = table("association.main", "true").routeTableId();
    rig.done(route(table).gatewayId(gateway).build());
    assertEquals("active", table("route.gateway-id", gateway).routes().get(1).stateAsString());
    assertEquals(
        "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
        net.refused(route(table).gatewayId(gateway).build()));
    assertEquals(
        "InvalidGatewayID.NotFound: The gateway ID 'igw-1' does not exist",
        net.refused(
            ReplaceRouteRequest.builder()
                .routeTableId(table)
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId("igw-1")
                .build()));
    rig.done(DetachInternetGatewayRequest.builder().internetGatewayId(gateway).vpcId(vpc).build());
    assertEquals("blackhole", table("route.gateway-id", gateway).routes().get(1).stateAsString());
    rig.done(
        DeleteRouteRequest.builder().routeTableId(table).destinationCidrBlock("0.0.0.0/0").build());
    assertEquals(
        "InvalidRoute.NotFound: no route with destination-cidr-block 0.0.0.0/0 in route table "
            + table,
        net.refused(
            DeleteRouteRequest.builder()
                .routeTableId(table)
                .destinationCidrBlock("0.0.0.0/0")
                .build()));
  }

  @Test
  void aVpcHasOneGatewayAndAGatewayOneVpc() {
    String gateway = gateway();
    var attach = AttachInternetGatewayRequest.builder().internetGatewayId(gateway).vpcId(vpc);
    assertEquals(
        "Resource.AlreadyAssociated: resource "
            + gateway
            + " is already attached to network "
            + vpc,
        net.refused(attach.build()));
    assertEquals(
        "DependencyViolation: The internetGateway '"
            + gateway
            + "' has dependencies and cannot be deleted.",
        net.refused(DeleteInternetGatewayRequest.builder().internetGatewayId(gateway).build()));
    assertTrue(
        net.refused(DeleteVpcRequest.builder().vpcId(vpc).build())
            .startsWith("DependencyViolation"));
  }

  @Test
  void subnetsMoveBetweenTables() {
    RouteTable first = newTable();
    String association =
        rig.reply(
                AssociateRouteTableResponse.class,
                AssociateRouteTableRequest.builder()
                    .routeTableId(first.routeTableId())
                    .subnetId(subnet)
                    .build())
            .associationId();
    assertEquals(first.routeTableId(), table("association.subnet-id", subnet).routeTableId());
    RouteTable second = newTable();
    String moved =
        rig.reply(
                ReplaceRouteTableAssociationResponse.class,
                ReplaceRouteTableAssociationRequest.builder()
                    .associationId(association)
                    .routeTableId(second.routeTableId())
                    .build())
            .newAssociationId();
    assertEquals(second.routeTableId(), table("association.subnet-id", subnet).routeTableId());
    assertTrue(
        net.refused(DeleteRouteTableRequest.builder().routeTableId(second.routeTableId()).build())
            .startsWith("DependencyViolation"));
    rig.done(DisassociateRouteTableRequest.builder().associationId(moved).build());
    RouteTable main = table("association.main", "true");
    rig.done(
        ReplaceRouteTableAssociationRequest.builder()
            .associationId(main.associations().getFirst().routeTableAssociationId())
            .routeTableId(first.routeTableId())
            .build());
    assertEquals(first.routeTableId(), table("association.main", "true").routeTableId());
    rig.done(DeleteRouteTableRequest.builder().routeTableId(main.routeTableId()).build());
  }

  @Test
  void aNatGatewayHasAnInterfaceAndAPublicAddressUntilItIsDeleted() {
    String allocation = net.allocation();
    var request =
        CreateNatGatewayRequest.builder().subnetId(subnet).allocationId(allocation).build();
    assertEquals(
        "Gateway.NotAttached: Network " + vpc + " is not attached to any internet gateway",
        net.refused(request));
    gateway();
    NatGateway made = rig.reply(CreateNatGatewayResponse.class, request).natGateway();
    assertEquals("available", made.stateAsString());
    NetworkInterface own =
        net.described(made.natGatewayAddresses().getFirst().networkInterfaceId());
    assertEquals("nat_gateway", own.interfaceTypeAsString());
    assertEquals(allocation, own.association().allocationId());
    assertTrue(
        net.refused(ReleaseAddressRequest.builder().allocationId(allocation).build())
            .startsWith("InvalidIPAddress.InUse"));
    rig.done(DeleteNatGatewayRequest.builder().natGatewayId(made.natGatewayId()).build());
    assertEquals("deleted", nat(made.natGatewayId()));
    rig.done(ReleaseAddressRequest.builder().allocationId(allocation).build());
    rig.done(DeleteSubnetRequest.builder().subnetId(subnet).build());
    rig.pass(Duration.ofMinutes(61));
    assertEquals(
        "NatGatewayNotFound: NatGateway " + made.natGatewayId() + " was not found",
        net.refused(
            DescribeNatGatewaysRequest.builder().natGatewayIds(made.natGatewayId()).build()));
  }

  private String nat(String id) {
    return rig.reply(
            DescribeNatGatewaysResponse.class,
            DescribeNatGatewaysRequest.builder().natGatewayIds(id).build())
        .natGateways()
        .getFirst()
        .stateAsString();
  }

  @Test
  void aPublicAddressIsKeptWhateverItIsUsedFor() {
    gateway();
    String allocation = net.allocation();
    String one = net.networkInterface(subnet).networkInterfaceId();
    String two = net.networkInterface(subnet).networkInterfaceId();
    var request = AssociateAddressRequest.builder().allocationId(allocation);
    String association =
        rig.reply(AssociateAddressResponse.class, request.networkInterfaceId(one).build())
            .associationId();
    assertEquals(association, net.described(one).association().associationId());
    assertEquals(
        "Resource.AlreadyAssociated: resource "
            + allocation
            + " is already associated with associate-id "
            + association,
        net.refused(request.networkInterfaceId(two).build()));
    rig.done(request.networkInterfaceId(two).allowReassociation(true).build());
    assertNull(net.described(one).association());
    rig.done(DeleteNetworkInterfaceRequest.builder().networkInterfaceId(two).build());
    Address free =
        rig.reply(
                DescribeAddressesResponse.class,
                DescribeAddressesRequest.builder().allocationIds(allocation).build())
            .addresses()
            .getFirst();
    assertNull(free.associationId());
    assertTrue(free.publicIp().matches("198\\.1[89]\\..*"), free.publicIp());
    for (int n = 1; n < 5; n++) {
      net.allocation();
    }
    assertEquals(
        "AddressLimitExceeded: The maximum number of addresses has been reached.",
        net.refused(AllocateAddressRequest.builder().build()));
  }

  @Test
  void endpointsHaveRoutesOrInterfaces() {
    RouteTable table = newTable();
    var made =
        rig.reply(
                CreateVpcEndpointResponse.class,
                CreateVpcEndpointRequest.builder()
                    .vpcId(vpc)
                    .serviceName("com.amazonaws.us-east-1.s3")
                    .routeTableIds(table.routeTableId())
                    .build())
            .vpcEndpoint();
    assertEquals(
        made.vpcEndpointId(),
        table("route-table-id", table.routeTableId()).routes().get(1).gatewayId());
    String two =
        rig.reply(
                CreateVpcEndpointResponse.class,
                CreateVpcEndpointRequest.builder()
                    .vpcId(vpc)
                    .vpcEndpointType("Interface")
                    .serviceName("com.amazonaws.us-east-1.logs")
                    .subnetIds(subnet)
                    .build())
            .vpcEndpoint()
            .vpcEndpointId();
    rig.done(ModifyVpcEndpointRequest.builder().vpcEndpointId(two).removeSubnetIds(subnet).build());
    rig.done(DeleteSubnetRequest.builder().subnetId(subnet).build());
    var gone =
        rig.reply(
            DeleteVpcEndpointsResponse.class,
            DeleteVpcEndpointsRequest.builder()
                .vpcEndpointIds(made.vpcEndpointId(), two, "vpce-1")
                .build());
    assertEquals("vpce-1", gone.unsuccessful().getFirst().resourceId());
    assertEquals(1, table("route-table-id", table.routeTableId()).routes().size());
  }
}
