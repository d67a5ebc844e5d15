package argosy.domain.network;

import argosy.domain.error.EcsError;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Decides what setting and removing tags means: on all of the things that are named, or on none.
public final class ChangeTags {

  /// AWS's quota of tags on one thing.
  static final int TAGS_MAX = 50;

  private static final int KEY_MAX = 127;
  private static final int VALUE_MAX = 255;

  private ChangeTags() {}

  public static Outcome<List<String>> set(
      Picture picture, List<String> ids, SortedMap<String, String> tags) {
    Optional<EcsError> wrong = complaint(tags);
    return wrong.isPresent()
        ? Outcome.refused(wrong.get())
        : changed(
            picture,
            ids,
            before -> {
              var after = new TreeMap<>(before);
              after.putAll(tags);
              return after;
            });
  }

  /// @param tags values by keys; an empty one removes the key whatever its value is. Without any,
  ///   all go.
  public static Outcome<List<String>> remove(
      Picture picture, List<String> ids, Map<String, Optional<String>> tags) {
    return changed(
        picture,
        ids,
        before -> {
          var after = new TreeMap<>(before);
          if (tags.isEmpty()) {
            after.keySet().removeIf(key -> !reserved(key));
          }
          tags.forEach((key, value) -> {
            if (value.isEmpty() || value.get().equals(after.get(key))) {
              after.remove(key);
            }
          });
          return after;
        });
  }

  /// What is wrong with tags that a caller wants to set.
  public static Optional<EcsError> complaint(Map<String, String> tags) {
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().isEmpty() || tag.getKey().length() > KEY_MAX) {
        return Optional.of(
            NetworkErrors.invalid(
                "Tag key '" + tag.getKey() + "' has not 1 to " + KEY_MAX + " characters."));
      }
      if (tag.getValue().length() > VALUE_MAX) {
        return Optional.of(
            NetworkErrors.invalid(
                "The value of tag '"
                    + tag.getKey()
                    + "' exceeds the maximum length of "
                    + VALUE_MAX
                    + " characters."));
      }
      if (reserved(tag.getKey())) {
        return Optional.of(
            NetworkErrors.invalid("Tag keys starting with 'aws:' are reserved for internal use"));
      }
    }
    return tags.size() > TAGS_MAX ? Optional.of(tooMany()) : Optional.empty();
  }

  private static boolean reserved(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("aws:");
  }

  private static EcsError tooMany() {
    return new EcsError.Ec2(
        "TagLimitExceeded", "The maximum number of tags on a resource is " + TAGS_MAX + ".");
  }

  private static Outcome<List<String>> changed(
      Picture picture, List<String> ids, UnaryOperator<SortedMap<String, String>> change) {
    var changes = new ArrayList<Change>();
    for (String id : ids) {
      Optional<Noun> noun = Noun.of(id);
      if (noun.isEmpty()) {
        return Outcome.refused(new EcsError.Ec2("InvalidID", "The ID '" + id + "' is not valid"));
      }
      Optional<Tagged> there = noun.get().find(picture, id);
      if (there.isEmpty()) {
        return Outcome.refused(noun.get().notFound(id));
      }
      SortedMap<String, String> tags = change.apply(there.get().tags());
      if (tags.size() > TAGS_MAX) {
        return Outcome.refused(tooMany());
      }
      changes.add(new Change.Put(there.get().tagged(tags)));
    }
    return new Outcome.Accepted<>(changes, List.of(), List.copyOf(ids));
  }
}
