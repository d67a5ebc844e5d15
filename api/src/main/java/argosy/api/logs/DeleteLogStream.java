package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;

/// Deletes a log stream with all of its events.
final class DeleteLogStream implements Action<DeleteLogStreamRequest> {

  @Override
  public Answer perform(DeleteLogStreamRequest request, Context context) {
    return Named.group(
        context,
        request.logGroupName(),
        group ->
            Named.stream(
                context,
                group,
                request.logStreamName(),
                stream -> {
                  context.logs().streams().delete(stream);
                  return Context.reply(DeleteLogStreamResponse.builder().build());
                }));
  }
}
