package argosy.domain.iam;

import argosy.domain.error.EcsError;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides what adding tags to a user, and removing some, means. A key that is there in another
/// case is the same key.
public final class TagUser {
  private TagUser() {}

  public static Outcome<User> add(Picture picture, String user, Map<String, String> added) {
    return User.existing(
        picture,
        user,
        old -> {
          Optional<EcsError> wrong = Names.tags(added);
          if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
          }
          var tags = new TreeMap<>(old.tags());
          tags.keySet().removeIf(key -> added.keySet().stream().anyMatch(key::equalsIgnoreCase));
          tags.putAll(added);
          Optional<EcsError> tooMany = Names.tags(tags);
          User tagged = old.tagged(tags);
          return tooMany.isPresent() ? Outcome.refused(tooMany.get()) : Outcome.put(tagged, tagged);
        });
  }

  public static Outcome<User> remove(Picture picture, String user, Collection<String> keys) {
    return User.existing(
        picture,
        user,
        old -> {
          var tags = new TreeMap<>(old.tags());
          tags.keySet().removeIf(key -> keys.stream().anyMatch(key::equalsIgnoreCase));
          User tagged = old.tagged(tags);
          return Outcome.put(tagged, tagged);
        });
  }
}
