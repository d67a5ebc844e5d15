package argosy.domain.tag;

import argosy.domain.error.EcsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Tag;

/// The rules for tags, which are the same for all that can be tagged.
public final class Tags {

  /// AWS's quota of tags on one thing.
  public static final int TAGS_MAX = 50;

  private static final int KEY_MAX = 128;
  private static final int VALUE_MAX = 256;
  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private Tags() {}

  /// The first thing that is wrong with tags that a caller wants to set.
  public static Optional<EcsError> complaint(List<Tag> wanted) {
    if (wanted.size() > TAGS_MAX) {
      return invalid("A resource has at most " + TAGS_MAX + " tags, not " + wanted.size() + ".");
    }
    var keys = new HashSet<String>();
    for (Tag tag : wanted) {
      @Nullable String wrong = wrong(tag);
      if (wrong != null) {
        return invalid(wrong);
      }
      if (!keys.add(tag.key())) {
        return invalid("Duplicate tag key '" + tag.key() + "': each key stands there once.");
      }
    }
    return Optional.empty();
  }

  /// The first thing that is wrong with adding tags to those that are there.
  public static Optional<EcsError> complaint(List<Tag> before, List<Tag> added) {
    return complaint(added)
        .or(() ->
            added(before, added).size() <= TAGS_MAX
                ? Optional.empty()
                : invalid(
                    "A resource has at most "
                        + TAGS_MAX
                        + " tags, and this one would have "
                        + added(before, added).size()
                        + "."));
  }

  /// What is there and what is added; a key that is there gets the new value and keeps its place.
  public static List<Tag> added(List<Tag> before, List<Tag> added) {
    var all = new ArrayList<>(before);
    for (Tag tag : added) {
      Optional<Tag> known = all.stream().filter(t -> t.key().equals(tag.key())).findFirst();
      known.ifPresentOrElse(t -> all.set(all.indexOf(t), tag), () -> all.add(tag));
    }
    return List.copyOf(all);
  }

  /// What is there without some keys; keys that aren't there are no mistake.
  public static List<Tag> without(List<Tag> before, Set<String> keys) {
    return before.stream().filter(tag -> !keys.contains(tag.key())).toList();
  }

  private static @Nullable String wrong(Tag tag) {
    String key = tag.key();
    String value = tag.value() == null ? "" : tag.value();
    if (key == null || key.isEmpty() || key.length() > KEY_MAX) {
      return "A tag's key has 1 to " + KEY_MAX + " characters: '" + key + "'.";
    }
    if (value.length() > VALUE_MAX) {
      return "A tag's value has at most "
          + VALUE_MAX
          + " characters; that of '"
          + key
          + "' has "
          + value.length()
          + ".";
    }
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      return "aws: prefixed tag key names are not allowed for external use: '" + key + "'.";
    }
    return TEXT.matcher(key).matches() && TEXT.matcher(value).matches()
        ? null
        : "The tag '"
            + key
            + "' contains invalid characters: use letters, numbers, spaces and"
            + " _ . : / = + - @.";
  }

  private static Optional<EcsError> invalid(String message) {
    return Optional.of(new EcsError.InvalidParameter(message));
  }
}
