package argosy.api.ecs;

import argosy.api.Context;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.AttachmentStateChange;

/// What agents say of attachments: network interfaces and volumes that were given to a task or an
/// instance. None are given yet, so that a report of one is checked and changes nothing.
final class Attachments {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:ecs:[a-z0-9-]+:\\d{12}:attachment/.+");

  private Attachments() {}

  static Optional<Answer> complaint(List<AttachmentStateChange> changes) {
    return changes.stream()
        .filter(change -> change.attachmentArn() == null || change.status() == null)
        .findFirst()
        .map(_ -> Context.invalid("Each of attachments needs an attachmentArn and a status."))
        .or(() ->
            changes.stream()
                .map(AttachmentStateChange::attachmentArn)
                .filter(arn -> !ARN.matcher(arn).matches())
                .findFirst()
                .map(arn ->
                    Context.invalid("attachmentArn must be the ARN of an attachment, not " + arn)));
  }
}
