package argosy.domain.network;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Who may talk to the interfaces that have it, and to whom they may: see [SecurityGroupRule].
public record SecurityGroup(
    String id,
    String account,
    String vpc,
    String name,
    String description,
    SortedMap<String, String> tags)
    implements Tagged {

  /// The name of the group that each VPC has from its beginning.
  public static final String DEFAULT = "default";

  private static final Index<SecurityGroup> BY_NAME =
      new Index<>("security-group-by-name", it -> Optional.of(it.vpc() + "/" + it.name()));

  public static final Kind<SecurityGroup> KIND =
      new Kind<>("security-group", SecurityGroup.class, List.of(BY_NAME));

  public static Optional<SecurityGroup> find(Picture picture, String id) {
    return picture.find(KIND.key(id));
  }

  public static Optional<SecurityGroup> named(Picture picture, String vpc, String name) {
    return picture.by(BY_NAME, vpc + "/" + name).stream().findFirst();
  }

  /// The groups of a VPC, in the order of their names.
  public static Collection<SecurityGroup> of(Picture picture, String vpc) {
    return picture.by(BY_NAME, vpc + "/", "");
  }

  @Override
  public Key<SecurityGroup> key() {
    return KIND.key(id);
  }

  @Override
  public SecurityGroup tagged(SortedMap<String, String> changed) {
    return new SecurityGroup(id, account, vpc, name, description, changed);
  }
}
