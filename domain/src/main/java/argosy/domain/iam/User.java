package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Index;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A user of an account.
///
/// @param path such as `/` or `/team/`
/// @param name unique in its account, whatever its case
/// @param id `AIDA…`: of this user alone, also when another one gets the name later
/// @param groups the ids of the groups that the user is in
public record User(
    String account,
    String path,
    String name,
    String id,
    Instant created,
    SortedMap<String, String> tags,
    List<String> groups,
    Grants grants)
    implements Holder {

  public static final Index<User> BY_ID =
      new Index<>("iam-user-by-id", user -> Optional.of(user.id()));

  public static final Kind<User> KIND = new Kind<>("iam-user", User.class, List.of(BY_ID));

  private static final int INLINE_MAX = 2_048;

  public User {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    groups = List.copyOf(groups);
  }

  static Key<User> key(String name) {
    return KIND.key(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Key<User> key() {
    return key(name);
  }

  public static Optional<User> find(Picture picture, String name) {
    return picture.find(key(name));
  }

  /// The user of an id, who may have had another name when it was noted.
  public static Optional<User> byId(Picture picture, String id) {
    return picture.by(BY_ID, id).stream().findFirst();
  }

  /// Decides something about a user who has to be there.
  static <R> Outcome<R> existing(
      Picture picture, String name, Function<User, Outcome<R>> decision) {
    return find(picture, name)
        .map(decision)
        .orElseGet(() -> Outcome.refused(IamErrors.noUser(name)));
  }

  /// The users who are in a group.
  public static Collection<User> in(Picture picture, Group group) {
    return picture.all(KIND).stream().filter(user -> user.groups.contains(group.id())).toList();
  }

  public static String arn(String account, String path, String name) {
    return "arn:aws:iam::" + account + ":user" + path + name;
  }

  @Override
  public String arn() {
    return arn(account, path, name);
  }

  @Override
  public String noun() {
    return "user";
  }

  @Override
  public int inlineMax() {
    return INLINE_MAX;
  }

  static Optional<EcsError> nameComplaint(String name) {
    return Names.complaint("userName", name, Names.USER_MAX);
  }

  User called(String newName, String newPath) {
    return new User(account, newPath, newName, id, created, tags, groups, grants);
  }

  User tagged(SortedMap<String, String> changed) {
    return new User(account, path, name, id, created, changed, groups, grants);
  }

  User in(List<String> changed) {
    return new User(account, path, name, id, created, tags, changed, grants);
  }

  @Override
  public User with(Grants changed) {
    return new User(account, path, name, id, created, tags, groups, changed);
  }
}
