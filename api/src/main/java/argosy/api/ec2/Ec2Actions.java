package argosy.api.ec2;

import argosy.api.Action;
import argosy.api.Built;
import argosy.api.Context;
import argosy.api.Target;
import argosy.domain.error.EcsError;
import argosy.domain.network.Defaults;
import argosy.domain.network.NetworkDefaults;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;

/// What is built of EC2.
public final class Ec2Actions implements Built {
  public static final List<Action<?>> ALL =
      List.of(
          new AllocateAddress(),
          new AssignIpv6Addresses(),
          new AssignPrivateIpAddresses(),
          new AssociateAddress(),
          new AssociateRouteTable(),
          new AssociateSubnetCidrBlock(),
          new AssociateVpcCidrBlock(),
          new AttachInternetGateway(),
          new AuthorizeSecurityGroupEgress(),
          new AuthorizeSecurityGroupIngress(),
          new CreateDefaultSubnet(),
          new CreateDefaultVpc(),
          new CreateEgressOnlyInternetGateway(),
          new CreateInternetGateway(),
          new CreateNatGateway(),
          new CreateNetworkAcl(),
          new CreateNetworkAclEntry(),
          new CreateNetworkInterface(),
          new CreateRoute(),
          new CreateRouteTable(),
          new CreateSecurityGroup(),
          new CreateSubnet(),
          new CreateTags(),
          new CreateVpc(),
          new CreateVpcEndpoint(),
          new DeleteEgressOnlyInternetGateway(),
          new DeleteInternetGateway(),
          new DeleteNatGateway(),
          new DeleteNetworkAcl(),
          new DeleteNetworkAclEntry(),
          new DeleteNetworkInterface(),
          new DeleteRoute(),
          new DeleteRouteTable(),
          new DeleteSecurityGroup(),
          new DeleteSubnet(),
          new DeleteTags(),
          new DeleteVpc(),
          new DeleteVpcEndpoints(),
          new DescribeAccountAttributes(),
          new DescribeAddresses(),
          new DescribeAddressesAttribute(),
          new DescribeAvailabilityZones(),
          new DescribeDhcpOptions(),
          new DescribeEgressOnlyInternetGateways(),
          new DescribeInstanceStatus(),
          new DescribeInstances(),
          new DescribeInternetGateways(),
          new DescribeManagedPrefixLists(),
          new DescribeNatGateways(),
          new DescribeNetworkAcls(),
          new DescribeNetworkInterfaceAttribute(),
          new DescribeNetworkInterfaces(),
          new DescribePrefixLists(),
          new DescribeRegions(),
          new DescribeRouteTables(),
          new DescribeSecurityGroupReferences(),
          new DescribeSecurityGroupRules(),
          new DescribeSecurityGroups(),
          new DescribeSubnets(),
          new DescribeTags(),
          new DescribeVpcAttribute(),
          new DescribeVpcEndpoints(),
          new DescribeVpcs(),
          new DetachInternetGateway(),
          new DisassociateAddress(),
          new DisassociateRouteTable(),
          new DisassociateSubnetCidrBlock(),
          new DisassociateVpcCidrBlock(),
          new ModifyNetworkInterfaceAttribute(),
          new ModifySecurityGroupRules(),
          new ModifySubnetAttribute(),
          new ModifyVpcAttribute(),
          new ModifyVpcEndpoint(),
          new ReleaseAddress(),
          new ReplaceNetworkAclAssociation(),
          new ReplaceNetworkAclEntry(),
          new ReplaceRoute(),
          new ReplaceRouteTableAssociation(),
          new RevokeSecurityGroupEgress(),
          new RevokeSecurityGroupIngress(),
          new UnassignIpv6Addresses(),
          new UnassignPrivateIpAddresses(),
          new UpdateSecurityGroupRuleDescriptionsEgress(),
          new UpdateSecurityGroupRuleDescriptionsIngress());

  @Override
  public List<Action<?>> actions() {
    return ALL;
  }

  @Override
  public Target target(String action, SdkPojo request, Context context, Picture iam) {
    return Ec2Targets.of(action, request, context);
  }

  /// A request that is a dry run has got this far because the caller may do it.
  @Override
  public Optional<Answer> complaint(String action, SdkPojo request) {
    return Requests.complaint(action, request)
        .or(() -> Requests.isDryRun(request) ? Optional.of(dry()) : Optional.empty())
        .map(Context::refuse);
  }

  private static EcsError dry() {
    return new EcsError.Ec2(
        "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
  }

  /// Whoever asks about networks has the default one.
  @Override
  public Optional<Answer> prepared(Context context) {
    if (NetworkDefaults.find(context.picture()).isPresent()) {
      return Optional.empty();
    }
    var first =
        new Context(
            context.cell(), "EnsureDefaults", context.caller(), context.self(), context.logs());
    Answer made =
        first.ask(
            (picture, now, random) -> Defaults.ensure(picture, context.cell().id(), now, random),
            _ -> CreateDefaultVpcResponse.builder().build());
    return made instanceof Answer.Reply ? Optional.empty() : Optional.of(made);
  }
}
