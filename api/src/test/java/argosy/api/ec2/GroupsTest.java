package argosy.api.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.api.ApiRig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

class GroupsTest {
  private final NetworkRig net = new NetworkRig();
  private final ApiRig rig = net.rig;
  private final String vpc = net.vpc("10.1.0.0/16").vpcId();
  private final String web = net.group(vpc, "web");

  private static final IpPermission HTTP =
      IpPermission.builder()
          .ipProtocol("tcp")
          .fromPort(80)
          .toPort(80)
          .ipRanges(
              IpRange.builder().cidrIp("10.0.0.0/8").description("inside").build(),
              IpRange.builder().cidrIp("0.0.0.0/0").build())
          .ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build())
          .build();

  private SecurityGroup described(String id) {
    return rig.reply(
            DescribeSecurityGroupsResponse.class,
            DescribeSecurityGroupsRequest.builder().groupIds(id).build())
        .securityGroups()
        .getFirst();
  }

  private List<SecurityGroupRule> rules(boolean egress) {
    return rig
        .reply(
            DescribeSecurityGroupRulesResponse.class,
            DescribeSecurityGroupRulesRequest.builder()
                .filters(NetworkRig.filter("group-id", web))
                .build())
        .securityGroupRules()
        .stream()
        .filter(rule -> rule.isEgress() == egress)
        .toList();
  }

  private AuthorizeSecurityGroupIngressRequest allow(IpPermission... what) {
    return AuthorizeSecurityGroupIngressRequest.builder().groupId(web).ipPermissions(what).build();
  }

  @Test
  void aNewGroupLetsNothingInAndAllOut() {
    SecurityGroup group = described(web);
    assertEquals(List.of(), group.ipPermissions());
    assertEquals(
        "0.0.0.0/0", group.ipPermissionsEgress().getFirst().ipRanges().getFirst().cidrIp());
    assertEquals("of web", group.description());
    assertEquals(
        "arn:aws:ec2:us-east-1:123456789012:security-group/" + web, group.securityGroupArn());
    assertEquals(
        "InvalidGroup.Duplicate: The security group 'web' already exists for VPC '" + vpc + "'",
        net.refused(
            CreateSecurityGroupRequest.builder()
                .vpcId(vpc)
                .groupName("web")
                .description("again")
                .build()));
  }

  @Test
  void eachRangeIsARuleAndRulesOfTheSamePacketsOnePermission() {
    var made = rig.reply(AuthorizeSecurityGroupIngressResponse.class, allow(HTTP));
    assertEquals(true, made.returnValue());
    assertEquals(3, made.securityGroupRules().size());
    IpPermission there = described(web).ipPermissions().getFirst();
    assertEquals(Set.copyOf(HTTP.ipRanges()), Set.copyOf(there.ipRanges()));
    assertEquals(HTTP.ipv6Ranges(), there.ipv6Ranges());
    assertEquals(
        "InvalidPermission.Duplicate: the specified rule \"peer: 10.0.0.0/8, TCP, from port: 80, to"
            + " port: 80, ALLOW\" already exists",
        net.refused(allow(HTTP)));
    rig.done(RevokeSecurityGroupIngressRequest.builder().groupId(web).ipPermissions(HTTP).build());
    assertEquals(List.of(), rules(false));
    assertEquals(
        "InvalidPermission.NotFound: The specified rule does not exist in this security group.",
        net.refused(
            RevokeSecurityGroupIngressRequest.builder().groupId(web).ipPermissions(HTTP).build()));
  }

  @Test
  void theOlderWayOfOneRuleIsUnderstood() {
    rig.done(
        AuthorizeSecurityGroupIngressRequest.builder()
            .groupId(web)
            .ipProtocol("6")
            .fromPort(22)
            .toPort(22)
            .cidrIp("192.0.2.7/24")
            .build());
    SecurityGroupRule rule = rules(false).getFirst();
    assertEquals("tcp", rule.ipProtocol());
    assertEquals("192.0.2.0/24", rule.cidrIpv4());
    rig.done(
        RevokeSecurityGroupIngressRequest.builder()
            .groupId(web)
            .securityGroupRuleIds(rule.securityGroupRuleId())
            .build());
    assertEquals(List.of(), rules(false));
  }

  @Test
  void rulesAreChangedUnderTheirIds() {
    rig.done(allow(HTTP));
    SecurityGroupRule rule =
        rules(false).stream()
            .filter(it -> "inside".equals(it.description()))
            .findFirst()
            .orElseThrow();
    rig.done(
        ModifySecurityGroupRulesRequest.builder()
            .groupId(web)
            .securityGroupRules(
                SecurityGroupRuleUpdate.builder()
                    .securityGroupRuleId(rule.securityGroupRuleId())
                    .securityGroupRule(it ->
                        it.ipProtocol("udp")
                            .fromPort(53)
                            .toPort(53)
                            .cidrIpv4("10.0.0.0/8")
                            .description("names"))
                    .build())
            .build());
    SecurityGroupRule changed =
        rules(false).stream().filter(it -> it.ipProtocol().equals("udp")).findFirst().orElseThrow();
    assertEquals(rule.securityGroupRuleId(), changed.securityGroupRuleId());
    assertEquals("names", changed.description());
    rig.done(
        UpdateSecurityGroupRuleDescriptionsIngressRequest.builder()
            .groupId(web)
            .securityGroupRuleDescriptions(
                SecurityGroupRuleDescription.builder()
                    .securityGroupRuleId(rule.securityGroupRuleId())
                    .description("more names")
                    .build())
            .build());
    assertTrue(rules(false).stream().anyMatch(it -> "more names".equals(it.description())));
  }

  @Test
  void aGroupThatIsNeededStays() {
    String tasks = net.group(vpc, "tasks");
    var from =
        IpPermission.builder()
            .ipProtocol("-1")
            .userIdGroupPairs(UserIdGroupPair.builder().groupId(tasks).build())
            .build();
    rig.done(allow(from));
    assertEquals(
        "DependencyViolation: resource " + tasks + " has a dependent object",
        net.refused(DeleteSecurityGroupRequest.builder().groupId(tasks).build()));
    rig.done(DeleteSecurityGroupRequest.builder().groupId(web).build());
    rig.done(DeleteSecurityGroupRequest.builder().groupId(tasks).build());
    assertEquals(
        "InvalidGroup.NotFound: The security group '" + web + "' does not exist",
        net.refused(DescribeSecurityGroupsRequest.builder().groupIds(web).build()));
    String standard =
        rig.reply(
                DescribeSecurityGroupsResponse.class,
                DescribeSecurityGroupsRequest.builder().groupNames("default").build())
            .securityGroups()
            .getFirst()
            .groupId();
    assertEquals(
        "CannotDelete: the specified group: \""
            + standard
            + "\" name: \"default\" cannot be deleted by a user",
        net.refused(DeleteSecurityGroupRequest.builder().groupName("default").build()));
  }

  @Test
  void whatIsNoRuleIsRefused() {
    assertTrue(
        net.refused(allow(HTTP.toBuilder().fromPort(443).build()))
            .startsWith("InvalidParameterValue: Invalid TCP/UDP port range (443:80)"));
    assertTrue(
        net.refused(allow(HTTP.toBuilder().ipProtocol("smoke").build()))
            .startsWith("InvalidPermission.Malformed: Unsupported IP protocol \"smoke\""));
    assertEquals(
        "InvalidParameterValue: CIDR block 10/8 is malformed",
        net.refused(
            allow(HTTP.toBuilder().ipRanges(IpRange.builder().cidrIp("10/8").build()).build())));
    assertEquals(
        "MissingParameter: The request must contain the parameter cidrIp",
        net.refused(allow(IpPermission.builder().ipProtocol("-1").build())));
  }
}
