package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.telemetry.logs.Batch;
import argosy.telemetry.logs.LogEvent;
import argosy.telemetry.logs.LogStream;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/// Keeps a batch of events of a stream. Sequence tokens are not looked at.
final class PutLogEvents implements Action<PutLogEventsRequest> {

  @Override
  public Answer perform(PutLogEventsRequest request, Context context) {
    for (int i = 0; i < request.logEvents().size(); i++) {
      Optional<Answer> wrong = complaint(i + 1, request.logEvents().get(i));
      if (wrong.isPresent()) {
        return wrong.get();
      }
    }
    List<LogEvent.Fresh> events =
        request.logEvents().stream()
            .map(event -> new LogEvent.Fresh(event.timestamp(), event.message()))
            .toList();
    Optional<String> wrong = Batch.complaint(events);
    if (wrong.isPresent()) {
      return Context.invalid(wrong.get());
    }
    return Named.group(
        context,
        request.logGroupName(),
        group ->
            Named.stream(
                context, group, request.logStreamName(), stream -> put(context, stream, events)));
  }

  private static Optional<Answer> complaint(int number, InputLogEvent event) {
    String member = "logEvents." + number + ".member.";
    if (event.timestamp() == null || event.message() == null) {
      return Optional.of(
          Context.invalid(
              "1 validation error detected: Value null at '"
                  + member
                  + (event.message() == null ? "message" : "timestamp")
                  + "' failed to satisfy constraint: Member must not be null"));
    }
    if (event.timestamp() < 0) {
      return Optional.of(
          Refusals.validation(
              member + "timestamp",
              event.timestamp(),
              "Member must have value greater than or equal to 0"));
    }
    return event.message().isEmpty()
        ? Optional.of(
            Refusals.validation(
                member + "message", "", "Member must have length greater than or equal to 1"))
        : Optional.empty();
  }

  private static Answer put(Context context, LogStream stream, List<LogEvent.Fresh> events) {
    long now = context.logs().now();
    Batch batch = Batch.of(events, stream.group(), now);
    if (!batch.kept().isEmpty() && !context.logs().events().put(stream, batch.kept(), now)) {
      return Named.noStream();
    }
    RejectedLogEventsInfo rejected =
        RejectedLogEventsInfo.builder()
            .tooNewLogEventStartIndex(batch.tooNew())
            .tooOldLogEventEndIndex(batch.tooOld())
            .expiredLogEventEndIndex(batch.expired())
            .build();
    return Context.reply(
        PutLogEventsResponse.builder()
            .nextSequenceToken(Views.token(now))
            .rejectedLogEventsInfo(batch.whole() ? null : rejected)
            .build());
  }
}
