package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.network.ChangeRules;
import argosy.domain.network.CheckRule.Said;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.SecurityGroup;
import argosy.domain.network.SecurityGroupRule;
import argosy.domain.network.SecurityGroupRule.Peer;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/// Reads what requests say of rules.
final class Permissions {
  private Permissions() {}

  /// What a request says, in the way of today or in the older one, of one rule in flat members.
  static List<IpPermission> said(
      List<IpPermission> permissions,
      @Nullable String protocol,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable String cidr) {
    return cidr == null && protocol == null ? permissions : List.of(flat(protocol, from, to, cidr));
  }

  private static IpPermission flat(
      @Nullable String protocol,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable String cidr) {
    return IpPermission.builder()
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .ipRanges(IpRange.builder().cidrIp(cidr).build())
        .build();
  }

  /// Each range, group and list of a permission is a rule.
  static Answer read(
      Context context,
      String group,
      List<IpPermission> permissions,
      Function<List<Said>, Answer> then) {
    var rules = new ArrayList<Said>();
    for (IpPermission each : permissions) {
      if (each.ipProtocol() == null) {
        return Context.refuse(NetworkErrors.missing("ipProtocol"));
      }
      int before = rules.size();
      for (IpRange range : each.ipRanges()) {
        rules.add(said(each, Peer.Type.IPV4, range.cidrIp(), range.description()));
      }
      for (Ipv6Range range : each.ipv6Ranges()) {
        rules.add(said(each, Peer.Type.IPV6, range.cidrIpv6(), range.description()));
      }
      for (PrefixListId list : each.prefixListIds()) {
        rules.add(said(each, Peer.Type.PREFIX_LIST, list.prefixListId(), list.description()));
      }
      for (UserIdGroupPair pair : each.userIdGroupPairs()) {
        rules.add(said(each, Peer.Type.GROUP, id(context, group, pair), pair.description()));
      }
      if (rules.size() == before) {
        return Context.refuse(NetworkErrors.missing("cidrIp"));
      }
    }
    return then.apply(rules);
  }

  /// A group by its id, or by its name in the VPC of the group whose rule it is.
  private static @Nullable String id(Context context, String group, UserIdGroupPair pair) {
    String name = pair.groupName();
    return pair.groupId() != null || name == null
        ? pair.groupId()
        : SecurityGroup.find(context.picture(), group)
            .flatMap(it -> SecurityGroup.named(context.picture(), it.vpc(), name))
            .map(SecurityGroup::id)
            .orElse(name);
  }

  private static Said said(
      IpPermission of, Peer.Type type, @Nullable String peer, @Nullable String description) {
    return new Said(
        of.ipProtocol(),
        of.fromPort(),
        of.toPort(),
        new Peer(type, Objects.requireNonNullElse(peer, "")),
        Objects.requireNonNullElse(description, ""));
  }

  /// Rules and what they shall say of themselves.
  record Described(List<Said> rules, List<String> ids) {
    ChangeRules.Unwanted of(String group, boolean egress) {
      return new ChangeRules.Unwanted(group, egress, rules, ids);
    }
  }

  static Answer described(
      Context context,
      String group,
      List<IpPermission> permissions,
      List<SecurityGroupRuleDescription> byId,
      Function<Described, Answer> then) {
    if (byId.isEmpty()) {
      return read(
          context, group, permissions, rules -> then.apply(new Described(rules, List.of())));
    }
    if (!permissions.isEmpty()) {
      return Context.refuse(
          NetworkErrors.combination(
              "Name rules by IpPermissions or by SecurityGroupRuleDescriptions, not by both."));
    }
    var rules = new ArrayList<Said>();
    for (SecurityGroupRuleDescription each : byId) {
      String id = Objects.requireNonNullElse(each.securityGroupRuleId(), "");
      Optional<SecurityGroupRule> rule =
          SecurityGroupRule.find(context.picture(), id).filter(it -> it.group().equals(group));
      if (rule.isEmpty()) {
        return Context.refuse(ChangeRules.noRule(id));
      }
      rules.add(
          new Said(
              rule.get().traffic().protocol(),
              rule.get().traffic().fromPort(),
              rule.get().traffic().toPort(),
              rule.get().peer(),
              Objects.requireNonNullElse(each.description(), "")));
    }
    return then.apply(new Described(rules, List.of()));
  }

  static Answer updates(
      List<SecurityGroupRuleUpdate> said, Function<List<ChangeRules.Update>, Answer> then) {
    var updates = new ArrayList<ChangeRules.Update>();
    for (SecurityGroupRuleUpdate each : said) {
      SecurityGroupRuleRequest rule = each.securityGroupRule();
      if (rule == null || each.securityGroupRuleId() == null) {
        return Context.refuse(NetworkErrors.missing("SecurityGroupRule"));
      }
      Optional<Peer> peer = peer(rule);
      if (peer.isEmpty()) {
        return Context.refuse(NetworkErrors.missing("CidrIpv4"));
      }
      updates.add(
          new ChangeRules.Update(
              each.securityGroupRuleId(),
              new Said(
                  rule.ipProtocol(),
                  rule.fromPort(),
                  rule.toPort(),
                  peer.get(),
                  Objects.requireNonNullElse(rule.description(), ""))));
    }
    return then.apply(updates);
  }

  private static Optional<Peer> peer(SecurityGroupRuleRequest rule) {
    return Optional.ofNullable(rule.cidrIpv4())
        .map(it -> new Peer(Peer.Type.IPV4, it))
        .or(() -> Optional.ofNullable(rule.cidrIpv6()).map(it -> new Peer(Peer.Type.IPV6, it)))
        .or(() ->
            Optional.ofNullable(rule.referencedGroupId()).map(it -> new Peer(Peer.Type.GROUP, it)))
        .or(() ->
            Optional.ofNullable(rule.prefixListId())
                .map(it -> new Peer(Peer.Type.PREFIX_LIST, it)));
  }
}
