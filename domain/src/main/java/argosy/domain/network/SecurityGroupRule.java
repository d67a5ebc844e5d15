package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a security group lets through.
///
/// @param id `sgr-…`
/// @param group the group whose rule it is
/// @param egress whether it is about what leaves the group's interfaces, or about what comes to
///   them
/// @param peer with whom
/// @param description may be empty
public record SecurityGroupRule(
    String id,
    String account,
    String group,
    boolean egress,
    Traffic traffic,
    Peer peer,
    String description,
    SortedMap<String, String> tags)
    implements Tagged {

  private static final Index<SecurityGroupRule> BY_GROUP =
      new Index<>("security-group-rule-by-group", rule -> Optional.of(rule.group()));

  private static final Index<SecurityGroupRule> BY_PEER =
      new Index<>(
          "security-group-rule-by-peer",
          rule ->
              rule.peer().type() == Peer.Type.GROUP
                  ? Optional.of(rule.peer().value())
                  : Optional.empty());

  public static final Kind<SecurityGroupRule> KIND =
      new Kind<>("security-group-rule", SecurityGroupRule.class, List.of(BY_GROUP, BY_PEER));

  /// Which packets.
  ///
  /// @param protocol `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all
  /// @param fromPort the first port, or the type of ICMP; -1 is any
  /// @param toPort the last port, or the code of ICMP; -1 is any
  public record Traffic(String protocol, int fromPort, int toPort) {
    public static final Traffic ALL = new Traffic("-1", -1, -1);
  }

  /// @param value a range of addresses, or the id of a group or of a prefix list
  public record Peer(Type type, String value) {

    /// What the value is.
    public enum Type {
      IPV4,
      IPV6,
      GROUP,
      PREFIX_LIST
    }

    public static Peer of(Cidr range) {
      return new Peer(Type.IPV4, range.toString());
    }

    public static Peer of(Cidr6 range) {
      return new Peer(Type.IPV6, range.toString());
    }

    public static Peer group(String id) {
      return new Peer(Type.GROUP, id);
    }
  }

  public static Optional<SecurityGroupRule> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  /// The rules of a group, in the order of their ids.
  public static Collection<SecurityGroupRule> of(Picture picture, String group) {
    return picture.by(BY_GROUP, group);
  }

  /// The rules, of whichever group, that name a group as their peer.
  public static Collection<SecurityGroupRule> about(Picture picture, String group) {
    return picture.by(BY_PEER, group);
  }

  @Override
  public Key<SecurityGroupRule> key() {
    return KIND.key(id);
  }

  /// Whether two rules let the same through.
  public boolean sameAs(SecurityGroupRule other) {
    return egress == other.egress && traffic.equals(other.traffic) && peer.equals(other.peer);
  }

  /// The same rule, of something else.
  SecurityGroupRule saying(CheckRule.Checked.Right said) {
    return new SecurityGroupRule(
        id, account, group, egress, said.traffic(), said.peer(), said.description(), tags);
  }

  public SecurityGroupRule described(String changed) {
    return new SecurityGroupRule(id, account, group, egress, traffic, peer, changed, tags);
  }

  @Override
  public SecurityGroupRule tagged(SortedMap<String, String> changed) {
    return new SecurityGroupRule(id, account, group, egress, traffic, peer, description, changed);
  }
}
