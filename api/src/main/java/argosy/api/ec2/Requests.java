package argosy.api.ec2;

import argosy.domain.error.EcsError;
import argosy.domain.network.NetworkErrors;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/// Which members of its request each action honours, and which it needs. To take another one and do
/// nothing would be a lie.
final class Requests {

  /// A line an action: its members, with a `!` behind those that it needs. Listings are the same
  /// but for what their ids are called.
  private static final String HONOURED =
      """
      AllocateAddress Domain NetworkBorderGroup TagSpecifications
      AssignIpv6Addresses NetworkInterfaceId! Ipv6AddressCount Ipv6Addresses
      AssignPrivateIpAddresses NetworkInterfaceId! PrivateIpAddresses SecondaryPrivateIpAddressCount
      AssociateAddress AllocationId PublicIp NetworkInterfaceId! PrivateIpAddress AllowReassociation
      AssociateRouteTable RouteTableId! SubnetId!
      AssociateSubnetCidrBlock SubnetId! Ipv6CidrBlock!
      AssociateVpcCidrBlock VpcId! CidrBlock AmazonProvidedIpv6CidrBlock
      AttachInternetGateway InternetGatewayId! VpcId!
      AuthorizeSecurityGroupEgress GroupId! IpPermissions TagSpecifications FromPort ToPort CidrIp\
       IpProtocol
      AuthorizeSecurityGroupIngress GroupId GroupName IpPermissions TagSpecifications FromPort\
       ToPort CidrIp IpProtocol
      CreateDefaultSubnet AvailabilityZone AvailabilityZoneId
      CreateDefaultVpc
      CreateEgressOnlyInternetGateway VpcId! TagSpecifications ClientToken
      CreateInternetGateway TagSpecifications
      CreateNatGateway AllocationId ClientToken SubnetId! TagSpecifications ConnectivityType\
       PrivateIpAddress
      CreateNetworkAcl VpcId! TagSpecifications ClientToken
      CreateNetworkAclEntry NetworkAclId! RuleNumber! Protocol! RuleAction! Egress! CidrBlock\
       Ipv6CidrBlock IcmpTypeCode PortRange
      CreateNetworkInterface InterfaceType TagSpecifications ClientToken SubnetId! Description\
       PrivateIpAddress Groups PrivateIpAddresses SecondaryPrivateIpAddressCount Ipv6AddressCount\
       Ipv6Addresses
      CreateRoute RouteTableId! DestinationCidrBlock DestinationIpv6CidrBlock GatewayId\
       NatGatewayId NetworkInterfaceId EgressOnlyInternetGatewayId
      CreateRouteTable VpcId! TagSpecifications ClientToken
      CreateSecurityGroup Description! GroupName! VpcId TagSpecifications
      CreateSubnet TagSpecifications AvailabilityZone AvailabilityZoneId CidrBlock! VpcId!\
       Ipv6CidrBlock
      CreateTags Resources! Tags!
      CreateVpc CidrBlock! TagSpecifications InstanceTenancy AmazonProvidedIpv6CidrBlock
      CreateVpcEndpoint VpcEndpointType VpcId! ServiceName! PolicyDocument RouteTableIds SubnetIds\
       SecurityGroupIds ClientToken PrivateDnsEnabled TagSpecifications
      DeleteEgressOnlyInternetGateway EgressOnlyInternetGatewayId!
      DeleteInternetGateway InternetGatewayId!
      DeleteNatGateway NatGatewayId!
      DeleteNetworkAcl NetworkAclId!
      DeleteNetworkAclEntry NetworkAclId! RuleNumber! Egress!
      DeleteNetworkInterface NetworkInterfaceId!
      DeleteRoute RouteTableId! DestinationCidrBlock DestinationIpv6CidrBlock
      DeleteRouteTable RouteTableId!
      DeleteSecurityGroup GroupId GroupName
      DeleteSubnet SubnetId!
      DeleteTags Resources! Tags
      DeleteVpc VpcId!
      DeleteVpcEndpoints VpcEndpointIds!
      DescribeAccountAttributes AttributeNames
      DescribeAddresses PublicIps AllocationIds
      DescribeAddressesAttribute AllocationIds Attribute
      DescribeAvailabilityZones ZoneNames ZoneIds AllAvailabilityZones
      DescribeDhcpOptions DhcpOptionsIds
      DescribeEgressOnlyInternetGateways EgressOnlyInternetGatewayIds
      DescribeInstanceStatus InstanceIds IncludeAllInstances
      DescribeInstances InstanceIds
      DescribeInternetGateways InternetGatewayIds
      DescribeManagedPrefixLists PrefixListIds
      DescribeNatGateways NatGatewayIds Filter
      DescribeNetworkAcls NetworkAclIds
      DescribeNetworkInterfaceAttribute NetworkInterfaceId! Attribute
      DescribeNetworkInterfaces NetworkInterfaceIds
      DescribePrefixLists PrefixListIds
      DescribeRegions RegionNames AllRegions
      DescribeRouteTables RouteTableIds
      DescribeSecurityGroupReferences GroupId!
      DescribeSecurityGroupRules SecurityGroupRuleIds
      DescribeSecurityGroups GroupIds GroupNames
      DescribeSubnets SubnetIds
      DescribeTags
      DescribeVpcAttribute VpcId! Attribute!
      DescribeVpcEndpoints VpcEndpointIds
      DescribeVpcs VpcIds
      DetachInternetGateway InternetGatewayId! VpcId!
      DisassociateAddress AssociationId!
      DisassociateRouteTable AssociationId!
      DisassociateSubnetCidrBlock AssociationId!
      DisassociateVpcCidrBlock AssociationId!
      ModifyNetworkInterfaceAttribute NetworkInterfaceId! Description SourceDestCheck Groups\
       Attachment
      ModifySecurityGroupRules GroupId! SecurityGroupRules!
      ModifySubnetAttribute SubnetId! MapPublicIpOnLaunch EnableDns64\
       PrivateDnsHostnameTypeOnLaunch EnableResourceNameDnsARecordOnLaunch\
       EnableResourceNameDnsAAAARecordOnLaunch AssignIpv6AddressOnCreation
      ModifyVpcAttribute VpcId! EnableDnsHostnames EnableDnsSupport EnableNetworkAddressUsageMetrics
      ModifyVpcEndpoint VpcEndpointId! ResetPolicy PolicyDocument AddRouteTableIds\
       RemoveRouteTableIds AddSubnetIds RemoveSubnetIds AddSecurityGroupIds RemoveSecurityGroupIds\
       PrivateDnsEnabled
      ReleaseAddress AllocationId PublicIp NetworkBorderGroup
      ReplaceNetworkAclAssociation AssociationId! NetworkAclId!
      ReplaceNetworkAclEntry NetworkAclId! RuleNumber! Protocol! RuleAction! Egress! CidrBlock\
       Ipv6CidrBlock IcmpTypeCode PortRange
      ReplaceRoute RouteTableId! DestinationCidrBlock DestinationIpv6CidrBlock GatewayId\
       NatGatewayId NetworkInterfaceId EgressOnlyInternetGatewayId
      ReplaceRouteTableAssociation AssociationId! RouteTableId!
      RevokeSecurityGroupEgress GroupId! IpPermissions SecurityGroupRuleIds FromPort ToPort CidrIp\
       IpProtocol
      RevokeSecurityGroupIngress GroupId GroupName IpPermissions SecurityGroupRuleIds FromPort\
       ToPort CidrIp IpProtocol
      UnassignIpv6Addresses NetworkInterfaceId! Ipv6Addresses!
      UnassignPrivateIpAddresses NetworkInterfaceId! PrivateIpAddresses!
      UpdateSecurityGroupRuleDescriptionsEgress GroupId GroupName IpPermissions\
       SecurityGroupRuleDescriptions
      UpdateSecurityGroupRuleDescriptionsIngress GroupId GroupName IpPermissions\
       SecurityGroupRuleDescriptions
      """;

  private static final Set<String> OF_LISTINGS = Set.of("Filters", "MaxResults", "NextToken");
  private static final String DRY_RUN = "DryRun";

  static final Map<String, List<String>> MEMBERS =
      HONOURED
          .lines()
          .map(line -> Arrays.asList(line.split(" ", -1)))
          .collect(
              Collectors.toUnmodifiableMap(
                  List::getFirst, words -> words.subList(1, words.size())));

  private Requests() {}

  static Optional<EcsError> complaint(String action, SdkPojo request) {
    List<String> members = MEMBERS.getOrDefault(action, List.of());
    Optional<EcsError> missing =
        members.stream()
            .filter(member -> member.endsWith("!"))
            .map(member -> member.substring(0, member.length() - 1))
            .filter(member -> !says(request, member))
            .map(NetworkErrors::missing)
            .findFirst();
    return missing.or(() -> others(action, members, request));
  }

  static boolean isDryRun(SdkPojo request) {
    return request.sdkFields().stream()
        .filter(field -> field.memberName().equals(DRY_RUN))
        .anyMatch(field -> Boolean.TRUE.equals(field.getValueOrDefault(request)));
  }

  private static Optional<EcsError> others(String action, List<String> members, SdkPojo request) {
    List<String> others =
        request.sdkFields().stream()
            .filter(field -> !Boolean.FALSE.equals(field.getValueOrDefault(request)))
            .map(SdkField::memberName)
            .filter(member -> !member.equals(DRY_RUN))
            .filter(member -> !action.startsWith("Describe") || !OF_LISTINGS.contains(member))
            .filter(member -> !members.contains(member) && !members.contains(member + "!"))
            .filter(member -> says(request, member))
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.unsupported(
                "Argosy does not support "
                    + String.join(", ", others)
                    + " here yet. Leave it out; docs/compat.md says what is built."));
  }

  private static boolean says(SdkPojo request, String member) {
    return request.sdkFields().stream()
        .filter(field -> field.memberName().equals(member))
        .map(field -> field.getValueOrDefault(request))
        .anyMatch(value ->
            value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof Collection<?> some && some.isEmpty()));
  }
}
