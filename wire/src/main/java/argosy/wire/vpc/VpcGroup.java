package argosy.wire.vpc;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A security group of a VPC: what its members may send and what may reach them. Answers to what
/// was let through are let through.
///
/// @param id `sg-…`
public record VpcGroup(String id, List<Rule> ingress, List<Rule> egress) {

  public VpcGroup {
    ingress = ingress == null ? List.of() : List.copyOf(ingress);
    egress = egress == null ? List.of() : List.copyOf(egress);
    VpcId.checked(id, "a security group");
  }

  /// Lets traffic with a peer through; without a rule there is none.
  ///
  /// @param range the peers' addresses, or null
  /// @param range6 the peers' addresses of IPv6, or null
  /// @param group whose members are the peers, or null; one of the three is there
  public record Rule(
      Traffic traffic, @Nullable Cidr range, @Nullable Cidr6 range6, @Nullable String group) {

    public Rule {
      if (Stream.of(range, range6, group).filter(Objects::nonNull).count() != 1) {
        throw new IllegalArgumentException("a rule has either a range or a group");
      }
      if (group != null) {
        VpcId.checked(group, "a security group");
      }
    }

    public static Rule of(Traffic traffic, Cidr range) {
      return new Rule(traffic, range, null, null);
    }

    public static Rule of(Traffic traffic, Cidr6 range) {
      return new Rule(traffic, null, range, null);
    }

    public static Rule of(Traffic traffic, String group) {
      return new Rule(traffic, null, null, group);
    }
  }
}
