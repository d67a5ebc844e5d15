package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.telemetry.logs.LogEvent;
import argosy.telemetry.logs.LogStream;
import argosy.telemetry.logs.Range;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;

/// Reads a stream, forwards or backwards. At an end a token leads to itself.
final class GetLogEvents implements Action<GetLogEventsRequest> {

  @Override
  public Answer perform(GetLogEventsRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        request.logGroupIdentifier(),
        group ->
            Named.stream(
                context,
                group,
                request.logStreamName(),
                stream ->
                    Listing.events(request.limit(), max -> read(request, context, stream, max))));
  }

  private static Answer read(
      GetLogEventsRequest request, Context context, LogStream stream, int max) {
    Range range =
        Range.of(
            request.startTime(), request.endTime(), stream.group().oldest(context.logs().now()));
    String said = request.nextToken();
    if (said == null) {
      boolean fromHead = Boolean.TRUE.equals(request.startFromHead());
      List<LogEvent> events = context.logs().events().read(stream, range, fromHead, max);
      return reply(events, new Cursor(true, range.after()));
    }
    Optional<Cursor> cursor = Cursor.parse(said);
    if (cursor.isEmpty()) {
      return Listing.badToken();
    }
    Range rest = cursor.get().of(range);
    return reply(
        context.logs().events().read(stream, rest, cursor.get().forward(), max), cursor.get());
  }

  /// @param here where it was read, if there was nothing
  private static Answer reply(List<LogEvent> events, Cursor here) {
    Cursor first = events.isEmpty() ? here : new Cursor(false, events.getFirst().position());
    Cursor last = events.isEmpty() ? here : new Cursor(true, events.getLast().position());
    return Context.reply(
        GetLogEventsResponse.builder()
            .events(events.stream().map(Views::event).toList())
            .nextForwardToken(last.forwards().toString())
            .nextBackwardToken(first.backwards().toString())
            .build());
  }
}
