package argosy.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The security group of a family's tasks in a VPC, which opens their ports to everybody. It is
/// made when the first ones run; later runs add what is missing, and take nothing away.
final class OpenGroup {

  /// EC2's, of a group's name and of a description.
  private static final int TEXT_MAX = 255;

  private final Client ec2;
  private final PrintWriter out;

  OpenGroup(Client ec2, PrintWriter out) {
    this.ec2 = ec2;
    this.out = out;
  }

  /// The id of the group, which is there and open.
  String ensure(String vpc, TaskDefinition definition) throws IOException, InterruptedException {
    Optional<SecurityGroup> known = find(vpc, definition);
    SecurityGroup group = known.isPresent() ? known.get() : make(vpc, definition);
    open(group, definition);
    return group.groupId();
  }

  /// Opens what is missing, if one of some groups is the family's.
  void reopen(List<String> groups, TaskDefinition definition)
      throws IOException, InterruptedException {
    for (SecurityGroup group :
        describe(DescribeSecurityGroupsRequest.builder().groupIds(groups).build())) {
      if (group.groupName().equals(name(definition))) {
        open(group, definition);
      }
    }
  }

  private static String name(TaskDefinition definition) {
    return cut("argosy-" + definition.family());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), TEXT_MAX));
  }

  private Optional<SecurityGroup> find(String vpc, TaskDefinition definition)
      throws IOException, InterruptedException {
    return describe(
            DescribeSecurityGroupsRequest.builder()
                .filters(filter("vpc-id", vpc), filter("group-name", name(definition)))
                .build())
        .stream()
        .findFirst();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  private List<SecurityGroup> describe(DescribeSecurityGroupsRequest asked)
      throws IOException, InterruptedException {
    return ec2.call(asked, DescribeSecurityGroupsResponse.class).securityGroups();
  }

  /// Another run of the family may make it at the same time.
  private SecurityGroup make(String vpc, TaskDefinition definition)
      throws IOException, InterruptedException {
    var wanted =
        CreateSecurityGroupRequest.builder()
            .vpcId(vpc)
            .groupName(name(definition))
            .description(
                cut(
                    "Made by argosy run; opens the ports of task definition "
                        + definition.family()))
            .build();
    try {
      String id = ec2.call(wanted, CreateSecurityGroupResponse.class).groupId();
      return SecurityGroup.builder().groupId(id).groupName(wanted.groupName()).build();
    } catch (Complaint e) {
      return find(vpc, definition).orElseThrow(() -> e);
    }
  }

  private void open(SecurityGroup group, TaskDefinition definition)
      throws IOException, InterruptedException {
    List<Ports> wanted = Ports.open(definition);
    List<Ports> missing = Ports.missing(wanted, group.ipPermissions());
    if (!missing.isEmpty()) {
      authorize(group.groupId(), missing, wanted);
    }
    out.println(
        "Security group "
            + group.groupName()
            + " ("
            + group.groupId()
            + ") lets everybody in at "
            + Ports.words(wanted)
            + (Ports.of(definition).isEmpty() ? ", as the definition names no port." : "."));
    out.flush();
  }

  /// Another run of the family may open it at the same time.
  private void authorize(String group, List<Ports> missing, List<Ports> wanted)
      throws IOException, InterruptedException {
    var rules =
        AuthorizeSecurityGroupIngressRequest.builder()
            .groupId(group)
            .ipPermissions(missing.stream().map(Ports::rule).toList())
            .build();
    try {
      ec2.call(rules, AuthorizeSecurityGroupIngressResponse.class);
    } catch (Complaint e) {
      var now = describe(DescribeSecurityGroupsRequest.builder().groupIds(group).build());
      if (!Ports.missing(wanted, now.getFirst().ipPermissions()).isEmpty()) {
        throw e;
      }
    }
  }
}
