package argosy.api.logs;

import argosy.telemetry.logs.LogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/// Shows groups, streams and events in AWS's shapes.
final class Views {
  private Views() {}

  static LogGroup group(argosy.telemetry.logs.LogGroup group) {
    return LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(group.created())
        .retentionInDays(group.retentionDays())
        .metricFilterCount(0)
        .arn(group.arn() + ":*")
        .logGroupArn(group.arn())
        .storedBytes(group.bytes())
        .logGroupClass(LogGroupClass.STANDARD)
        .build();
  }

  /// AWS answers no bytes of a stream any more, but 0.
  @SuppressWarnings("deprecation") // AWS still answers it
  static LogStream stream(argosy.telemetry.logs.LogStream stream) {
    return LogStream.builder()
        .logStreamName(stream.name())
        .creationTime(stream.created())
        .firstEventTimestamp(stream.firstEvent())
        .lastEventTimestamp(stream.lastEvent())
        .lastIngestionTime(stream.ingested())
        .uploadSequenceToken(stream.ingested() == null ? null : token(stream.ingested()))
        .arn(stream.arn())
        .storedBytes(0L)
        .build();
  }

  /// What older clients send with their next batch. AWS takes any by now, and so do we.
  static String token(long ingested) {
    return "%056d".formatted(ingested);
  }

  static OutputLogEvent event(LogEvent event) {
    return OutputLogEvent.builder()
        .timestamp(event.position().at())
        .message(event.message())
        .ingestionTime(event.ingested())
        .build();
  }

  static FilteredLogEvent found(LogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(event.stream())
        .timestamp(event.position().at())
        .message(event.message())
        .ingestionTime(event.ingested())
        .eventId(event.position().toString())
        .build();
  }
}
