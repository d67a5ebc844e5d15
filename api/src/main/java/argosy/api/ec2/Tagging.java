package argosy.api.ec2;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.network.ChangeTags;
import argosy.domain.network.NetworkErrors;
import argosy.domain.network.Noun;
import argosy.wire.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/// Tags in requests and answers.
final class Tagging {
  private Tagging() {}

  /// Reads the tags of what a request makes.
  static Answer read(
      List<TagSpecification> said, Noun made, Function<SortedMap<String, String>, Answer> then) {
    var tags = new ArrayList<Tag>();
    for (TagSpecification each : said) {
      if (!made.type().equals(each.resourceTypeAsString())) {
        return Context.refuse(
            NetworkErrors.invalid(
                "'"
                    + each.resourceTypeAsString()
                    + "' is not a valid taggable resource type for this operation."));
      }
      tags.addAll(each.tags());
    }
    return tags(tags, then);
  }

  /// Reads tags, which must each have a key of its own.
  static Answer tags(List<Tag> said, Function<SortedMap<String, String>, Answer> then) {
    var tags = new TreeMap<String, String>();
    for (Tag tag : said) {
      String value = Objects.requireNonNullElse(tag.value(), "");
      if (tag.key() == null || tags.put(tag.key(), value) != null) {
        return Context.refuse(
            tag.key() == null
                ? NetworkErrors.missing("Tag.Key")
                : NetworkErrors.invalid("Duplicate tag key '" + tag.key() + "' specified."));
      }
    }
    Optional<EcsError> wrong = ChangeTags.complaint(tags);
    return wrong.isPresent() ? Context.refuse(wrong.get()) : then.apply(tags);
  }

  static List<Tag> view(SortedMap<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }
}
