package argosy.api.logs;

import argosy.api.Action;
import argosy.api.Context;
import argosy.wire.Answer;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;

/// Makes a log stream of a group.
final class CreateLogStream implements Action<CreateLogStreamRequest> {

  @Override
  public Answer perform(CreateLogStreamRequest request, Context context) {
    return Refusals.streamName(request.logStreamName())
        .orElseGet(() ->
            Named.group(
                context,
                request.logGroupName(),
                group ->
                    context
                            .logs()
                            .streams()
                            .create(group, request.logStreamName(), context.logs().now())
                        ? Context.reply(CreateLogStreamResponse.builder().build())
                        : Refusals.exists("The specified log stream already exists")));
  }
}
