package argosy.api.logs;

import argosy.api.Context;
import argosy.domain.error.EcsError;
import argosy.domain.tag.Tags;
import argosy.telemetry.logs.LogGroup;
import argosy.telemetry.logs.LogGroups;
import argosy.wire.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ecs.model.Tag;

/// Checks and keeps tags, which are the same in the newer actions and in the older.
final class Tagging {
  private Tagging() {}

  static Optional<Answer> complaint(Map<String, String> tags) {
    List<Tag> all =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return Tags.complaint(all).map(EcsError::message).map(Context::invalid);
  }

  static Answer tag(Context context, LogGroup group, Map<String, String> tags, SdkPojo done) {
    return complaint(tags)
        .orElseGet(() ->
            context.logs().groups().tag(group, tags)
                ? Context.reply(done)
                : Refusals.tooManyTags(
                    "A resource has at most "
                        + LogGroups.TAGS_MAX
                        + " tags, and this one would have more."));
  }

  static Answer untag(Context context, LogGroup group, List<String> names, SdkPojo done) {
    context.logs().groups().untag(group, names);
    return Context.reply(done);
  }
}
