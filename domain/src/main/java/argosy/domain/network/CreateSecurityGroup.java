package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.id.Ids;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Decides what making a security group means: one that lets nothing in and all out.
public final class CreateSecurityGroup {

  /// EC2's quota in a region.
  static final int GROUPS_MAX = 2_500;

  private static final int TEXT_MAX = 255;
  private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]*");

  private CreateSecurityGroup() {}

  public record Wanted(
      String vpc, String name, String description, SortedMap<String, String> tags) {}

  public static Outcome<SecurityGroup> decide(
      Picture picture, Wanted wanted, RandomGenerator random) {
    Optional<Vpc> vpc = Vpc.find(picture, wanted.vpc());
    if (vpc.isEmpty()) {
      return Outcome.refused(NetworkErrors.noVpc(wanted.vpc()));
    }
    Optional<EcsError> wrong =
        name(wanted.name())
            .or(() -> text("GroupDescription", wanted.description()))
            .or(() -> taken(picture, wanted));
    if (wrong.isPresent()) {
      return Outcome.refused(wrong.get());
    }
    var group =
        new SecurityGroup(
            Ids.ec2("sg", random),
            vpc.get().account(),
            vpc.get().id(),
            wanted.name(),
            wanted.description(),
            wanted.tags());
    List<Change> made =
        Stream.concat(Stream.of(group), NewVpc.outwards(vpc.get(), group, random))
            .<Change>map(Change.Put::new)
            .toList();
    return new Outcome.Accepted<>(made, List.of(), group);
  }

  /// What is wrong with the description of a group or of a rule.
  static Optional<EcsError> text(String parameter, String text) {
    if (text.length() > TEXT_MAX) {
      return Optional.of(
          NetworkErrors.invalid(
              "Value for parameter " + parameter + " is too long: at most 255 characters."));
    }
    return TEXT.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(
            NetworkErrors.invalid(
                "Value ("
                    + text
                    + ") for parameter "
                    + parameter
                    + " is invalid. Character sets beyond ASCII are not supported."));
  }

  private static Optional<EcsError> name(String name) {
    if (name.toLowerCase(Locale.ROOT).startsWith("sg-")) {
      return Optional.of(
          NetworkErrors.invalid(
              "Invalid security group name. Group names may not be in the format sg-*."));
    }
    if (name.equals(SecurityGroup.DEFAULT)) {
      return Optional.of(NetworkErrors.invalid("Cannot use reserved security group name: default"));
    }
    return name.isBlank()
        ? Optional.of(NetworkErrors.missing("GroupName"))
        : text("GroupName", name);
  }

  private static Optional<EcsError> taken(Picture picture, Wanted wanted) {
    if (SecurityGroup.named(picture, wanted.vpc(), wanted.name()).isPresent()) {
      return Optional.of(
          new EcsError.Ec2(
              "InvalidGroup.Duplicate",
              "The security group '"
                  + wanted.name()
                  + "' already exists for VPC '"
                  + wanted.vpc()
                  + "'"));
    }
    return picture.count(SecurityGroup.KIND) < GROUPS_MAX
        ? Optional.empty()
        : Optional.of(
            new EcsError.Ec2(
                "SecurityGroupLimitExceeded",
                "The maximum number of security groups has been reached: " + GROUPS_MAX + "."));
  }

  /// A group goes once no interface is in it and no other group's rule names it.
  public static Outcome<SecurityGroup> delete(Picture picture, String id) {
    Optional<SecurityGroup> group = SecurityGroup.find(picture, id);
    if (group.isEmpty()) {
      return Outcome.refused(NetworkErrors.noGroup(id));
    }
    if (group.get().name().equals(SecurityGroup.DEFAULT)) {
      return Outcome.refused(
          new EcsError.Ec2(
              "CannotDelete",
              "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user"));
    }
    boolean named =
        SecurityGroupRule.about(picture, id).stream().anyMatch(rule -> !rule.group().equals(id));
    boolean used =
        picture.all(NetworkInterface.KIND).stream().anyMatch(it -> it.groups().contains(id));
    if (named || used) {
      return Outcome.refused(NetworkErrors.needed("resource " + id + " has a dependent object"));
    }
    List<Change> gone =
        Stream.concat(SecurityGroupRule.of(picture, id).stream(), Stream.of(group.get()))
            .<Change>map(it -> new Change.Delete(it.key()))
            .toList();
    return new Outcome.Accepted<>(gone, List.of(), group.get());
  }
}
