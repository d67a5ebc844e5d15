package argosy.domain.resource;

import argosy.domain.error.EcsError;
import argosy.domain.id.CellId;
import argosy.domain.state.Entity;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.tag.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Decides what adding tags to something, and removing some, means. The reply is its tags then.
public final class TagResource {
  private TagResource() {}

  public static Outcome<List<Tag>> add(
      Picture picture, CellId cell, @Nullable String arn, List<Tag> added) {
    return switch (Resource.find(picture, cell, arn)) {
      case Resource.Refused(EcsError error) -> Outcome.refused(error);
      case Resource.Found found -> {
        Optional<EcsError> wrong = Tags.complaint(found.tags(), added);
        yield wrong.isPresent()
            ? Outcome.refused(wrong.get())
            : changed(found, tags -> Tags.added(tags, added));
      }
    };
  }

  public static Outcome<List<Tag>> remove(
      Picture picture, CellId cell, @Nullable String arn, List<String> keys) {
    return switch (Resource.find(picture, cell, arn)) {
      case Resource.Refused(EcsError error) -> Outcome.refused(error);
      case Resource.Found found -> {
        boolean reserved =
            keys.stream().anyMatch(key -> key.toLowerCase(Locale.ROOT).startsWith("aws:"));
        yield reserved
            ? Outcome.refused(
                new EcsError.InvalidParameter(
                    "aws: prefixed tag key names are not allowed for external use."))
            : changed(found, tags -> Tags.without(tags, Set.copyOf(keys)));
      }
    };
  }

  private static Outcome<List<Tag>> changed(Resource.Found found, UnaryOperator<List<Tag>> change) {
    List<Tag> after = change.apply(found.tags());
    if (after.equals(found.tags())) {
      return Outcome.unchanged(after);
    }
    Entity tagged = found.tagged().apply(after);
    return Outcome.put(tagged, after);
  }
}
