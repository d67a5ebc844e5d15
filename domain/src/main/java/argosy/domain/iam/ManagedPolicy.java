package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Entity;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A policy that stands for itself and is attached to users and groups.
///
/// @param account twelve digits, or `aws` for a policy of AWS's
/// @param path such as `/` or `/service-role/`
/// @param name unique in its account, whatever its case
/// @param id `ANPA…`
public record ManagedPolicy(
    String account,
    String path,
    String name,
    String id,
    @Nullable String description,
    Instant created,
    SortedMap<String, String> tags,
    Document document)
    implements Entity {

  public static final Kind<ManagedPolicy> KIND =
      new Kind<>("iam-policy", ManagedPolicy.class, List.of());

  /// There is one version of each: others can't be made yet.
  public static final String VERSION = "v1";

  public ManagedPolicy {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  static Key<ManagedPolicy> key(String name) {
    return KIND.key(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Key<ManagedPolicy> key() {
    return key(name);
  }

  public static String arn(String account, String path, String name) {
    return "arn:aws:iam::" + account + ":policy" + path + name;
  }

  public String arn() {
    return arn(account, path, name);
  }

  /// One of the account's own, or one of AWS's.
  public static Optional<ManagedPolicy> find(Picture picture, String arn) {
    return AwsManaged.find(arn)
        .or(() ->
            picture
                .find(key(arn.substring(arn.lastIndexOf('/') + 1)))
                .filter(policy -> policy.arn().equals(arn)));
  }

  /// To how many users and groups of an account it is attached.
  public int attachments(Picture picture) {
    String arn = arn();
    long users =
        picture.all(User.KIND).stream().filter(u -> u.grants().attached().contains(arn)).count();
    long groups =
        picture.all(Group.KIND).stream().filter(g -> g.grants().attached().contains(arn)).count();
    return (int) (users + groups);
  }

  static Optional<EcsError> nameComplaint(String name) {
    return Names.complaint("policyName", name, Names.POLICY_MAX);
  }
}
