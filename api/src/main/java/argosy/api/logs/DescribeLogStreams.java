package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.api.Page;
import argosy.telemetry.logs.LogGroup;
import argosy.telemetry.logs.LogStream;
import argosy.telemetry.logs.LogStreams;
import argosy.wire.Answer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/// Lists the streams of a log group.
final class DescribeLogStreams implements Action<DescribeLogStreamsRequest> {

  /// A position in the order of the last events, as a token has it.
  private static final Pattern PLACE = Pattern.compile("(\\d{1,18})/(.*)", Pattern.DOTALL);

  @Override
  public Answer perform(DescribeLogStreamsRequest request, Context context) {
    boolean byName = request.orderBy() != OrderBy.LAST_EVENT_TIME;
    if (!byName && request.logStreamNamePrefix() != null) {
      return Context.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    return Named.group(
        context,
        request.logGroupName(),
        request.logGroupIdentifier(),
        group ->
            Listing.page(
                request.nextToken(),
                request.limit(),
                page ->
                    byName
                        ? byName(request, context, group, page)
                        : byTime(request, context, group, page)));
  }

  private static Answer byName(
      DescribeLogStreamsRequest request, Context context, LogGroup group, Page.Request page) {
    var wanted =
        new LogStreams.Named(
            Objects.requireNonNullElse(request.logStreamNamePrefix(), ""),
            Boolean.TRUE.equals(request.descending()),
            page.after().isEmpty() ? null : page.after(),
            page.max() + 1);
    List<LogStream> found = context.logs().streams().list(group, wanted);
    return reply(Page.of(page, found.stream(), LogStream::name));
  }

  private static Answer byTime(
      DescribeLogStreamsRequest request, Context context, LogGroup group, Page.Request page) {
    Matcher place = PLACE.matcher(page.after());
    if (!page.after().isEmpty() && !place.matches()) {
      return Listing.badToken();
    }
    var wanted =
        new LogStreams.Latest(
            Boolean.TRUE.equals(request.descending()),
            page.after().isEmpty()
                ? null
                : new LogStreams.Place(Long.parseLong(place.group(1)), place.group(2)),
            page.max() + 1);
    List<LogStream> found = context.logs().streams().list(group, wanted);
    return reply(Page.of(page, found.stream(), DescribeLogStreams::place));
  }

  private static String place(LogStream stream) {
    LogStreams.Place place = LogStreams.Place.of(stream);
    return place.last() + "/" + place.name();
  }

  private static Answer reply(Page<LogStream> streams) {
    return Context.reply(
        DescribeLogStreamsResponse.builder()
            .logStreams(streams.items().stream().map(Views::stream).toList())
            .nextToken(streams.nextToken())
            .build());
  }
}
