package argosy.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The network of tasks that have an address of their own: what somebody said of it, and for the
/// rest what the AWS console takes for a first run.
final class TaskNetwork {

  /// As many as ECS takes.
  private static final int SUBNETS_MAX = 16;

  private final Client ec2;
  private final NetworkOptions said;
  private final OpenGroup group;

  TaskNetwork(Client ec2, NetworkOptions said, PrintWriter out) {
    this.ec2 = ec2;
    this.said = said;
    this.group = new OpenGroup(ec2, out);
  }

  /// Empty for definitions whose tasks have no address of their own.
  ///
  /// @param fargate whether they run on Fargate; elsewhere ECS has no public addresses for them
  Optional<NetworkConfiguration> of(TaskDefinition definition, boolean fargate)
      throws IOException, InterruptedException {
    if (definition.networkMode() != NetworkMode.AWSVPC) {
      return Optional.empty();
    }
    List<Subnet> subnets = said.subnets.isEmpty() ? defaults() : named();
    var network =
        AwsVpcConfiguration.builder()
            .subnets(subnets.stream().map(Subnet::subnetId).toList())
            .securityGroups(
                said.groups.isEmpty()
                    ? List.of(group.ensure(subnets.getFirst().vpcId(), definition))
                    : said.groups)
            .assignPublicIp(
                fargate && !said.noPublicIp ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED)
            .build();
    return Optional.of(NetworkConfiguration.builder().awsvpcConfiguration(network).build());
  }

  /// The network of a service that there is: it stays, unless somebody says otherwise, and opens
  /// what the definition adds.
  ///
  /// @param before null if its tasks have had no address of their own
  Optional<NetworkConfiguration> again(
      TaskDefinition definition, boolean fargate, @Nullable NetworkConfiguration before)
      throws IOException, InterruptedException {
    if (before == null || before.awsvpcConfiguration() == null || said.areGiven()) {
      return of(definition, fargate);
    }
    group.reopen(before.awsvpcConfiguration().securityGroups(), definition);
    return Optional.empty();
  }

  private List<Subnet> named() throws IOException, InterruptedException {
    return subnets(DescribeSubnetsRequest.builder().subnetIds(said.subnets).build());
  }

  /// One in each zone.
  private List<Subnet> defaults() throws IOException, InterruptedException {
    Vpc vpc =
        ec2
            .call(
                DescribeVpcsRequest.builder().filters(filter("is-default", "true")).build(),
                DescribeVpcsResponse.class)
            .vpcs()
            .stream()
            .findFirst()
            .orElseThrow(() ->
                new Complaint(
                    "there is no default VPC for tasks with an address of their own. aws ec2"
                        + " create-default-vpc makes one; --subnets ID,... names subnets of"
                        + " another."));
    List<Subnet> found =
        subnets(
            DescribeSubnetsRequest.builder()
                .filters(filter("vpc-id", vpc.vpcId()), filter("default-for-az", "true"))
                .build());
    if (found.isEmpty()) {
      throw new Complaint(
          "the default VPC "
              + vpc.vpcId()
              + " has no default subnet. aws ec2 create-default-subnet --availability-zone ZONE"
              + " makes one; --subnets ID,... names others.");
    }
    return found.subList(0, Math.min(found.size(), SUBNETS_MAX));
  }

  private List<Subnet> subnets(DescribeSubnetsRequest asked)
      throws IOException, InterruptedException {
    return ec2.call(asked, DescribeSubnetsResponse.class).subnets();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}
