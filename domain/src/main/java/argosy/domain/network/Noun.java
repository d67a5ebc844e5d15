package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Arrays;
import java.util.Optional;

/// What of EC2's can have tags, as ids, policies and refusals name it.
public enum Noun {
  EGRESS_ONLY_GATEWAY("eigw", "egress-only-internet-gateway", "InvalidGatewayID", "eigw ID"),
  ELASTIC_IP("eipalloc", "elastic-ip", "InvalidAllocationID", "allocation ID"),
  INTERNET_GATEWAY("igw", "internet-gateway", "InvalidInternetGatewayID", "internetGateway ID"),
  NAT_GATEWAY("nat", "natgateway", "NatGatewayNotFound", ""),
  NETWORK_ACL("acl", "network-acl", "InvalidNetworkAclID", "networkAcl ID"),
  NETWORK_INTERFACE("eni", "network-interface", "InvalidNetworkInterfaceID", "networkInterface ID"),
  ROUTE_TABLE("rtb", "route-table", "InvalidRouteTableID", "routeTable ID"),
  SECURITY_GROUP("sg", "security-group", "InvalidGroup", "security group"),
  SECURITY_GROUP_RULE(
      "sgr", "security-group-rule", "InvalidSecurityGroupRuleId", "security group rule ID"),
  SUBNET("subnet", "subnet", "InvalidSubnetID", "subnet ID"),
  VPC("vpc", "vpc", "InvalidVpcID", "vpc ID"),
  VPC_ENDPOINT("vpce", "vpc-endpoint", "InvalidVpcEndpointId", "");

  private final String prefix;
  private final String type;
  private final String code;
  private final String words;

  Noun(String prefix, String type, String code, String words) {
    this.prefix = prefix;
    this.type = type;
    this.code = code;
    this.words = words;
  }

  /// What an id names by its prefix.
  public static Optional<Noun> of(String id) {
    int hyphen = id.indexOf('-');
    return Arrays.stream(values())
        .filter(noun -> hyphen > 0 && noun.prefix.equals(id.substring(0, hyphen)))
        .findFirst();
  }

  public static Optional<Noun> ofType(String type) {
    return Arrays.stream(values()).filter(noun -> noun.type.equals(type)).findFirst();
  }

  public Kind<? extends Tagged> kind() {
    return switch (this) {
      case EGRESS_ONLY_GATEWAY -> EgressOnlyGateway.KIND;
      case ELASTIC_IP -> ElasticIp.KIND;
      case INTERNET_GATEWAY -> InternetGateway.KIND;
      case NAT_GATEWAY -> NatGateway.KIND;
      case NETWORK_ACL -> NetworkAcl.KIND;
      case NETWORK_INTERFACE -> NetworkInterface.KIND;
      case ROUTE_TABLE -> RouteTable.KIND;
      case SECURITY_GROUP -> SecurityGroup.KIND;
      case SECURITY_GROUP_RULE -> SecurityGroupRule.KIND;
      case SUBNET -> Subnet.KIND;
      case VPC -> Vpc.KIND;
      case VPC_ENDPOINT -> VpcEndpoint.KIND;
    };
  }

  /// As tags and ARNs name it.
  public String type() {
    return type;
  }

  Optional<Tagged> find(Picture picture, String id) {
    return picture.find(kind().key(id)).map(Tagged.class::cast);
  }

  /// That there is none of an id.
  public EcsError notFound(String id) {
    return switch (this) {
      case NAT_GATEWAY -> ChangeNatGateway.none(id);
      case VPC_ENDPOINT -> ChangeEndpoint.none(id);
      case EGRESS_ONLY_GATEWAY,
          ELASTIC_IP,
          INTERNET_GATEWAY,
          NETWORK_ACL,
          NETWORK_INTERFACE,
          ROUTE_TABLE,
          SECURITY_GROUP,
          SECURITY_GROUP_RULE,
          SUBNET,
          VPC ->
          NetworkErrors.notFound(code, words, id);
    };
  }
}
