package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.error.IamCode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// IAM's rules for names, paths and tags.
public final class Names {
  public static final int USER_MAX = 64;
  public static final int GROUP_MAX = 128;
  public static final int POLICY_MAX = 128;

  /// AWS's quota of tags on one thing.
  static final int TAGS_MAX = 50;

  private static final int PATH_MAX = 512;
  private static final int TAG_KEY_MAX = 128;
  private static final int TAG_VALUE_MAX = 256;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private Names() {}

  /// What is wrong with a name.
  ///
  /// @param member as AWS spells it, such as `userName`
  public static Optional<EcsError> complaint(String member, String name, int max) {
    if (name.isEmpty() || name.length() > max) {
      return invalid(
          "%s must have 1 to %d characters, not %d.".formatted(member, max, name.length()));
    }
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : invalid(
            "The specified value for "
                + member
                + " is invalid. It must contain only alphanumeric characters and/or the following:"
                + " +=,.@_-");
  }

  /// What is wrong with a path.
  public static Optional<EcsError> path(String path) {
    return path.length() <= PATH_MAX && PATH.matcher(path).matches()
        ? Optional.empty()
        : invalid(
            "The specified value for path is invalid. It must begin and end with / and contain only"
                + " alphanumeric characters and/or / characters.");
  }

  /// What is wrong with the tags that something would have. Keys differ in more than their case.
  static Optional<EcsError> tags(Map<String, String> tags) {
    if (tags.size() > TAGS_MAX) {
      return Optional.of(IamErrors.quota("TagsPerResource", TAGS_MAX));
    }
    var keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      String key = tag.getKey();
      if (!keys.add(key)) {
        return Optional.of(
            new EcsError.Iam(
                IamCode.INVALID_INPUT,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
      }
      if (key.isEmpty() || key.length() > TAG_KEY_MAX || tag.getValue().length() > TAG_VALUE_MAX) {
        return invalid(
            "A tag's key has 1 to %d characters and its value at most %d: '%s'."
                .formatted(TAG_KEY_MAX, TAG_VALUE_MAX, key));
      }
      if (!TAG.matcher(key).matches() || !TAG.matcher(tag.getValue()).matches()) {
        return invalid(
            "The tag '" + key + "' has characters that tags can't have; _ . : / = + - @ are fine.");
      }
      if (key.regionMatches(true, 0, "aws:", 0, "aws:".length())) {
        return invalid("Tag keys that begin with aws: are AWS's own: '" + key + "'.");
      }
    }
    return Optional.empty();
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(IamErrors.invalid(message));
  }
}
