package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.telemetry.logs.LogEvent;
import argosy.telemetry.logs.LogEvents;
import argosy.telemetry.logs.LogGroup;
import argosy.telemetry.logs.LogStream;
import argosy.telemetry.logs.LogStreams;
import argosy.telemetry.logs.Position;
import argosy.telemetry.logs.Range;
import argosy.telemetry.pattern.FilterPattern;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;

/// Searches the events of a group, in the order of their times.
final class FilterLogEvents implements Action<FilterLogEventsRequest> {

  /// As many streams as AWS takes by name, and as are read through their own indexes.
  private static final int STREAMS_MAX = 100;

  @Override
  public Answer perform(FilterLogEventsRequest request, Context context) {
    if (request.logStreamNamePrefix() != null && !request.logStreamNames().isEmpty()) {
      return Context.invalid("Specify either logStreamNames or logStreamNamePrefix, not both.");
    }
    if (request.logStreamNames().size() > STREAMS_MAX) {
      return Refusals.validation(
          "logStreamNames",
          request.logStreamNames(),
          "Member must have length less than or equal to " + STREAMS_MAX);
    }
    if (Boolean.FALSE.equals(request.startFromHead())) {
      return Context.invalid(
          "Argosy searches from the earliest event on: leave startFromHead out.");
    }
    return Named.group(
        context,
        request.logGroupName(),
        request.logGroupIdentifier(),
        group -> Listing.events(request.limit(), max -> search(request, context, group, max)));
  }

  private static Answer search(
      FilterLogEventsRequest request, Context context, LogGroup group, int max) {
    String text = Objects.requireNonNullElse(request.filterPattern(), "");
    return switch (FilterPattern.parse(text)) {
      case FilterPattern.Parsed.Wrong(String complaint) ->
          Context.invalid("Invalid filter pattern: " + complaint);
      case FilterPattern.Parsed.Understood(FilterPattern pattern) -> {
        Long end = request.endTime();
        Range range =
            Range.of(
                request.startTime(),
                end == null || end == Long.MAX_VALUE ? null : end + 1, // it belongs to them
                group.oldest(context.logs().now()));
        String token = request.nextToken();
        Optional<Position> after =
            token == null ? Optional.of(range.after()) : Position.parse(token);
        yield after.isEmpty()
            ? Listing.badToken()
            : search(request, context, group, new Searched(range.after(after.get()), pattern, max));
      }
    };
  }

  private record Searched(Range range, FilterPattern pattern, int max) {
    boolean wants(LogEvent event) {
      return pattern.matches(event.message());
    }
  }

  private static Answer search(
      FilterLogEventsRequest request, Context context, LogGroup group, Searched what) {
    LogEvents events = context.logs().events();
    String prefix = request.logStreamNamePrefix();
    if (request.logStreamNames().isEmpty() && prefix == null) {
      return reply(events.search(group, what.range(), what::wants, what.max()));
    }
    List<LogStream> streams =
        prefix == null
            ? request.logStreamNames().stream()
                .distinct()
                .flatMap(name -> context.logs().streams().find(group, name).stream())
                .toList()
            : context
                .logs()
                .streams()
                .list(group, new LogStreams.Named(prefix, false, null, STREAMS_MAX + 1));
    if (prefix == null && streams.size() < Set.copyOf(request.logStreamNames()).size()) {
      return Named.noStream();
    }
    if (prefix != null && streams.size() > STREAMS_MAX) {
      return reply(
          events.search(
              group,
              what.range(),
              event -> event.stream().startsWith(prefix) && what.wants(event),
              what.max()));
    }
    return reply(
        streams.isEmpty()
            ? new LogEvents.Found(List.of(), null)
            : events.search(streams, what.range(), what::wants, what.max()));
  }

  private static Answer reply(LogEvents.Found found) {
    Position next = found.next();
    return Context.reply(
        FilterLogEventsResponse.builder()
            .events(found.events().stream().map(Views::found).toList())
            .searchedLogStreams(List.of())
            .nextToken(next == null ? null : next.toString())
            .build());
  }
}
