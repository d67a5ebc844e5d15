package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.network.CheckRule.Checked;
import argosy.domain.network.CheckRule.Said;
import argosy.domain.network.SecurityGroupRule.Traffic;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Decides what changing the rules of a security group means.
public final class ChangeRules {

  /// EC2's quota of one group in each direction.
  static final int RULES_MAX = 60;

  private ChangeRules() {}

  /// @param egress which of the group's rules
  /// @param rules what is said of them
  /// @param tags of those that are made
  public record Wanted(
      String group, boolean egress, List<Said> rules, SortedMap<String, String> tags) {}

  /// @param rules what is said of those that are meant
  /// @param ids the others that are meant
  public record Unwanted(String group, boolean egress, List<Said> rules, List<String> ids) {}

  public static Outcome<List<SecurityGroupRule>> authorize(
      Picture picture, Wanted wanted, RandomGenerator random) {
    Optional<SecurityGroup> group = SecurityGroup.find(picture, wanted.group());
    if (group.isEmpty()) {
      return Outcome.refused(NetworkErrors.noGroup(wanted.group()));
    }
    List<SecurityGroupRule> there = there(picture, wanted.group(), wanted.egress());
    var made = new ArrayList<SecurityGroupRule>();
    for (Said said : wanted.rules()) {
      switch (CheckRule.of(picture, said)) {
        case Checked.Wrong(EcsError error) -> {
          return Outcome.refused(error);
        }
        case Checked.Right right -> {
          SecurityGroupRule rule = rule(group.get(), wanted, right, random);
          if (Stream.concat(there.stream(), made.stream()).anyMatch(rule::sameAs)) {
            return Outcome.refused(duplicate(rule));
          }
          made.add(rule);
        }
      }
    }
    return there.size() + made.size() > RULES_MAX
        ? Outcome.refused(
            new EcsError.Ec2(
                "RulesPerSecurityGroupLimitExceeded",
                "The maximum number of rules per security group has been reached."))
        : put(made);
  }

  private static SecurityGroupRule rule(
      SecurityGroup group, Wanted wanted, Checked.Right right, RandomGenerator random) {
    return new SecurityGroupRule(
        Ids.ec2("sgr", random),
        group.account(),
        group.id(),
        wanted.egress(),
        right.traffic(),
        right.peer(),
        right.description(),
        wanted.tags());
  }

  public static Outcome<List<SecurityGroupRule>> revoke(Picture picture, Unwanted unwanted) {
    return switch (find(picture, unwanted)) {
      case Outcome.Refused<List<SecurityGroupRule>> refused -> refused;
      case Outcome.Accepted<List<SecurityGroupRule>>(_, _, List<SecurityGroupRule> found) ->
          new Outcome.Accepted<>(
              found.stream().<Change>map(rule -> new Change.Delete(rule.key())).toList(),
              List.of(),
              found);
    };
  }

  /// Gives rules that are there the descriptions that are said.
  public static Outcome<List<SecurityGroupRule>> describe(Picture picture, Unwanted meant) {
    return switch (find(picture, meant)) {
      case Outcome.Refused<List<SecurityGroupRule>> refused -> refused;
      case Outcome.Accepted<List<SecurityGroupRule>>(_, _, List<SecurityGroupRule> found) -> {
        var changed = new ArrayList<SecurityGroupRule>();
        for (int at = 0; at < found.size(); at++) {
          changed.add(found.get(at).described(meant.rules().get(at).description()));
        }
        yield put(changed);
      }
    };
  }

  /// A rule that takes the place of one that is there, under its id.
  public record Update(String id, Said said) {}

  public static Outcome<List<SecurityGroupRule>> modify(
      Picture picture, String group, List<Update> updates) {
    if (SecurityGroup.find(picture, group).isEmpty()) {
      return Outcome.refused(NetworkErrors.noGroup(group));
    }
    var changed = new ArrayList<SecurityGroupRule>();
    for (Update update : updates) {
      Optional<SecurityGroupRule> old =
          SecurityGroupRule.find(picture, update.id()).filter(it -> it.group().equals(group));
      if (old.isEmpty()) {
        return Outcome.refused(noRule(update.id()));
      }
      switch (CheckRule.of(picture, update.said())) {
        case Checked.Wrong(EcsError error) -> {
          return Outcome.refused(error);
        }
        case Checked.Right right -> {
          SecurityGroupRule rule = old.get().saying(right);
          if (there(picture, group, rule.egress()).stream()
              .anyMatch(it -> !it.id().equals(rule.id()) && it.sameAs(rule))) {
            return Outcome.refused(duplicate(rule));
          }
          changed.add(rule);
        }
      }
    }
    return put(changed);
  }

  /// Those that are meant, in the order in which they are said.
  private static Outcome<List<SecurityGroupRule>> find(Picture picture, Unwanted unwanted) {
    if (SecurityGroup.find(picture, unwanted.group()).isEmpty()) {
      return Outcome.refused(NetworkErrors.noGroup(unwanted.group()));
    }
    List<SecurityGroupRule> there = there(picture, unwanted.group(), unwanted.egress());
    var found = new ArrayList<SecurityGroupRule>();
    for (Said said : unwanted.rules()) {
      switch (CheckRule.of(picture, said)) {
        case Checked.Wrong(EcsError error) -> {
          return Outcome.refused(error);
        }
        case Checked.Right right -> {
          Optional<SecurityGroupRule> rule =
              there.stream()
                  .filter(
                      it -> it.traffic().equals(right.traffic()) && it.peer().equals(right.peer()))
                  .findFirst();
          if (rule.isEmpty()) {
            return Outcome.refused(
                new EcsError.Ec2(
                    "InvalidPermission.NotFound",
                    "The specified rule does not exist in this security group."));
          }
          found.add(rule.get());
        }
      }
    }
    for (String id : unwanted.ids()) {
      Optional<SecurityGroupRule> rule =
          there.stream().filter(it -> it.id().equals(id)).findFirst();
      if (rule.isEmpty()) {
        return Outcome.refused(noRule(id));
      }
      found.add(rule.get());
    }
    return Outcome.unchanged(List.copyOf(found));
  }

  private static List<SecurityGroupRule> there(Picture picture, String group, boolean egress) {
    return SecurityGroupRule.of(picture, group).stream()
        .filter(rule -> rule.egress() == egress)
        .toList();
  }

  private static Outcome<List<SecurityGroupRule>> put(List<SecurityGroupRule> rules) {
    return new Outcome.Accepted<>(
        rules.stream().<Change>map(Change.Put::new).toList(), List.of(), List.copyOf(rules));
  }

  public static EcsError noRule(String id) {
    return NetworkErrors.notFound("InvalidSecurityGroupRuleId", "security group rule ID", id);
  }

  private static EcsError duplicate(SecurityGroupRule rule) {
    Traffic traffic = rule.traffic();
    String what =
        traffic.protocol().equals("-1")
            ? "ALL"
            : traffic.protocol().toUpperCase(Locale.ROOT)
                + ", from port: "
                + traffic.fromPort()
                + ", to port: "
                + traffic.toPort();
    return new EcsError.Ec2(
        "InvalidPermission.Duplicate",
        "the specified rule \"peer: "
            + rule.peer().value()
            + ", "
            + what
            + ", ALLOW\" already exists");
  }
}
