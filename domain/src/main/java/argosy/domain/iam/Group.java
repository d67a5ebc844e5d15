package argosy.domain.iam;

import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A group of users, who all may do what the group may.
///
/// @param path such as `/` or `/team/`
/// @param name unique in its account, whatever its case
/// @param id `AGPA…`
public record Group(
    String account, String path, String name, String id, Instant created, Grants grants)
    implements Holder {

  public static final Index<Group> BY_ID =
      new Index<>("iam-group-by-id", group -> Optional.of(group.id()));

  public static final Kind<Group> KIND = new Kind<>("iam-group", Group.class, List.of(BY_ID));

  private static final int INLINE_MAX = 5_120;

  static Key<Group> key(String name) {
    return KIND.key(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Key<Group> key() {
    return key(name);
  }

  public static Optional<Group> find(Picture picture, String name) {
    return picture.find(key(name));
  }

  public static Optional<Group> byId(Picture picture, String id) {
    return picture.by(BY_ID, id).stream().findFirst();
  }

  /// Decides something about a group that has to be there.
  static <R> Outcome<R> existing(
      Picture picture, String name, Function<Group, Outcome<R>> decision) {
    return find(picture, name)
        .map(decision)
        .orElseGet(() -> Outcome.refused(IamErrors.noGroup(name)));
  }

  public static String arn(String account, String path, String name) {
    return "arn:aws:iam::" + account + ":group" + path + name;
  }

  @Override
  public String arn() {
    return arn(account, path, name);
  }

  @Override
  public String noun() {
    return "group";
  }

  @Override
  public int inlineMax() {
    return INLINE_MAX;
  }

  Group called(String newName, String newPath) {
    return new Group(account, newPath, newName, id, created, grants);
  }

  @Override
  public Group with(Grants changed) {
    return new Group(account, path, name, id, created, changed);
  }
}
