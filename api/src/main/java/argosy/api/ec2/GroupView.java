package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule;
import argosy.domain.network.Vpc;
import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/// How security groups and their rules look in answers, and groups in requests.
final class GroupView {
  private GroupView() {}

  static software.amazon.awssdk.services.ec2.model.SecurityGroup of(
      Context context, SecurityGroup group) {
    return software.amazon.awssdk.services.ec2.model.SecurityGroup.builder()
        .groupId(group.id())
        .groupName(group.name())
        .securityGroupArn(arn(context, group))
        .description(group.description())
        .ownerId(group.account())
        .vpcId(group.vpc())
        .ipPermissions(permissions(context.picture(), group, false))
        .ipPermissionsEgress(permissions(context.picture(), group, true))
        .tags(Tagging.view(group.tags()))
        .build();
  }

  static String arn(Context context, SecurityGroup group) {
    return arn(context, "security-group/" + group.id());
  }

  private static String arn(Context context, String rest) {
    CellId cell = context.cell().id();
    return "arn:aws:ec2:" + cell.region() + ":" + cell.account() + ":" + rest;
  }

  /// Rules of the same packets are one permission.
  private static List<IpPermission> permissions(
      Picture picture, SecurityGroup group, boolean egress) {
    var together = new LinkedHashMap<SecurityGroupRule.Traffic, List<SecurityGroupRule>>();
    SecurityGroupRule.of(picture, group.id()).stream()
        .filter(rule -> rule.egress() == egress)
        .forEach(
            rule -> together.computeIfAbsent(rule.traffic(), _ -> new ArrayList<>()).add(rule));
    return together.entrySet().stream().map(it -> permission(it.getKey(), it.getValue())).toList();
  }

  private static IpPermission permission(
      SecurityGroupRule.Traffic traffic, List<SecurityGroupRule> rules) {
    boolean all = traffic.protocol().equals("-1");
    return IpPermission.builder()
        .ipProtocol(traffic.protocol())
        .fromPort(all ? null : traffic.fromPort())
        .toPort(all ? null : traffic.toPort())
        .ipRanges(
            of(
                rules,
                SecurityGroupRule.Peer.Type.IPV4,
                (rule, text) ->
                    IpRange.builder().cidrIp(rule.peer().value()).description(text).build()))
        .ipv6Ranges(
            of(
                rules,
                SecurityGroupRule.Peer.Type.IPV6,
                (rule, text) ->
                    Ipv6Range.builder().cidrIpv6(rule.peer().value()).description(text).build()))
        .prefixListIds(
            of(
                rules,
                SecurityGroupRule.Peer.Type.PREFIX_LIST,
                (rule, text) ->
                    PrefixListId.builder()
                        .prefixListId(rule.peer().value())
                        .description(text)
                        .build()))
        .userIdGroupPairs(
            of(
                rules,
                SecurityGroupRule.Peer.Type.GROUP,
                (rule, text) ->
                    UserIdGroupPair.builder()
                        .groupId(rule.peer().value())
                        .userId(rule.account())
                        .description(text)
                        .build()))
        .build();
  }

  private static <T> List<T> of(
      List<SecurityGroupRule> rules,
      SecurityGroupRule.Peer.Type type,
      BiFunction<SecurityGroupRule, @Nullable String, T> view) {
    return rules.stream()
        .filter(rule -> rule.peer().type() == type)
        .map(rule -> view.apply(rule, text(rule)))
        .toList();
  }

  private static @Nullable String text(SecurityGroupRule rule) {
    return rule.description().isEmpty() ? null : rule.description();
  }

  static software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule(
      Context context, SecurityGroupRule rule) {
    var view =
        software.amazon.awssdk.services.ec2.model.SecurityGroupRule.builder()
            .securityGroupRuleId(rule.id())
            .securityGroupRuleArn(arn(context, "security-group-rule/" + rule.id()))
            .groupId(rule.group())
            .groupOwnerId(rule.account())
            .isEgress(rule.egress())
            .ipProtocol(rule.traffic().protocol())
            .fromPort(rule.traffic().fromPort())
            .toPort(rule.traffic().toPort())
            .description(text(rule))
            .tags(Tagging.view(rule.tags()));
    String peer = rule.peer().value();
    return switch (rule.peer().type()) {
      case IPV4 -> view.cidrIpv4(peer).build();
      case IPV6 -> view.cidrIpv6(peer).build();
      case PREFIX_LIST -> view.prefixListId(peer).build();
      case GROUP -> view.referencedGroupInfo(it -> it.groupId(peer).userId(rule.account())).build();
    };
  }

  static RevokedSecurityGroupRule revoked(SecurityGroupRule rule) {
    var view =
        RevokedSecurityGroupRule.builder()
            .securityGroupRuleId(rule.id())
            .groupId(rule.group())
            .isEgress(rule.egress())
            .ipProtocol(rule.traffic().protocol())
            .fromPort(rule.traffic().fromPort())
            .toPort(rule.traffic().toPort())
            .description(text(rule));
    String peer = rule.peer().value();
    return switch (rule.peer().type()) {
      case IPV4 -> view.cidrIpv4(peer).build();
      case IPV6 -> view.cidrIpv6(peer).build();
      case PREFIX_LIST -> view.prefixListId(peer).build();
      case GROUP -> view.referencedGroupId(peer).build();
    };
  }

  /// What filters find in a group's rules.
  static Filters.Look<SecurityGroup> rules(
      boolean egress, Function<SecurityGroupRule, Object> what) {
    return (picture, group) ->
        SecurityGroupRule.of(picture, group.id()).stream()
            .filter(rule -> rule.egress() == egress)
            .map(rule -> String.valueOf(what.apply(rule)));
  }

  /// Their peers of one type.
  static Filters.Look<SecurityGroup> rules(boolean egress, SecurityGroupRule.Peer.Type type) {
    return (picture, group) ->
        SecurityGroupRule.of(picture, group.id()).stream()
            .filter(rule -> rule.egress() == egress && rule.peer().type() == type)
            .map(rule -> rule.peer().value());
  }

  /// The id of the group that a request names: by its id, or by its name in the default VPC.
  static Answer named(
      Context context, @Nullable String id, @Nullable String name, Function<String, Answer> then) {
    if (id != null) {
      return then.apply(id);
    }
    if (name == null) {
      return Context.refuse(NetworkErrors.missing("GroupId"));
    }
    Optional<Vpc> vpc = Vpc.defaultOf(context.picture(), context.cell().id().account());
    if (vpc.isEmpty()) {
      return Context.refuse(noDefaultVpc());
    }
    Optional<SecurityGroup> group = SecurityGroup.named(context.picture(), vpc.get().id(), name);
    return group.isPresent()
        ? then.apply(group.get().id())
        : Context.refuse(
            new EcsError.Ec2(
                "InvalidGroup.NotFound",
                "The security group '"
                    + name
                    + "' does not exist in default VPC '"
                    + vpc.get().id()
                    + "'"));
  }

  /// The ids of the groups that a request names in one of both ways.
  static Answer ids(
      Context context, DescribeSecurityGroupsRequest request, Function<List<String>, Answer> then) {
    var ids = new ArrayList<>(request.groupIds());
    for (String name : request.groupNames()) {
      Answer found =
          named(
              context,
              null,
              name,
              id -> {
                ids.add(id);
                return Context.reply(DescribeSecurityGroupsResponse.builder().build());
              });
      if (found instanceof Answer.Refused) {
        return found;
      }
    }
    return then.apply(ids);
  }

  static EcsError noDefaultVpc() {
    return new EcsError.Ec2("VPCIdNotSpecified", "No default VPC for this user");
  }
}
