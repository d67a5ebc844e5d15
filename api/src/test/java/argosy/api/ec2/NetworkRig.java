package argosy.api.ec2;

import argosy.api.ApiRig;
import argosy.wire.WireError;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/// A region of an account, with what the tests of networks need of it.
final class NetworkRig {
  final ApiRig rig = new ApiRig();

  Vpc defaultVpc() {
    return vpcs("is-default", "true").getFirst();
  }

  List<Vpc> vpcs(String filter, String... values) {
    return rig.reply(
            DescribeVpcsResponse.class,
            DescribeVpcsRequest.builder().filters(filter(filter, values)).build())
        .vpcs();
  }

  Vpc vpc(String cidr) {
    return rig.reply(CreateVpcResponse.class, CreateVpcRequest.builder().cidrBlock(cidr).build())
        .vpc();
  }

  Subnet subnet(String vpc, String cidr) {
    return rig.reply(
            CreateSubnetResponse.class,
            CreateSubnetRequest.builder().vpcId(vpc).cidrBlock(cidr).build())
        .subnet();
  }

  Subnet defaultSubnet() {
    return rig.reply(DescribeSubnetsResponse.class, DescribeSubnetsRequest.builder().build())
        .subnets()
        .getFirst();
  }

  String group(String vpc, String name) {
    return rig.reply(
            CreateSecurityGroupResponse.class,
            CreateSecurityGroupRequest.builder()
                .vpcId(vpc)
                .groupName(name)
                .description("of " + name)
                .build())
        .groupId();
  }

  NetworkInterface networkInterface(String subnet) {
    return rig.reply(
            CreateNetworkInterfaceResponse.class,
            CreateNetworkInterfaceRequest.builder().subnetId(subnet).build())
        .networkInterface();
  }

  NetworkInterface described(String id) {
    return rig.reply(
            DescribeNetworkInterfacesResponse.class,
            DescribeNetworkInterfacesRequest.builder().networkInterfaceIds(id).build())
        .networkInterfaces()
        .getFirst();
  }

  String allocation() {
    return rig.reply(AllocateAddressResponse.class, AllocateAddressRequest.builder().build())
        .allocationId();
  }

  String refused(SdkPojo request) {
    WireError error = rig.refused(request);
    return error.code() + ": " + error.message();
  }

  static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }
}
