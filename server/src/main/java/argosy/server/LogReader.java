package argosy.server;

import argosy.domain.taskdef.AwsLogs;
import argosy.wire.Service;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Reads what a container wrote to CloudWatch Logs, wherever it runs.
final class LogReader {
  private final Client logs;
  private final AwsLogs where;
  private final Callable<Boolean> over;
  private @Nullable String token;

  private LogReader(Client logs, AwsLogs where, Callable<Boolean> over) {
    this.logs = logs;
    this.where = where;
    this.over = over;
  }

  /// The reader of a container's log; empty if it logs elsewhere.
  static Optional<LogReader> of(Client client, Task task, Container container)
      throws IOException, InterruptedException {
    String id = container.runtimeId();
    if (id == null) {
      return Optional.empty();
    }
    return client
        .call(
            DescribeTaskDefinitionRequest.builder()
                .taskDefinition(task.taskDefinitionArn())
                .build(),
            DescribeTaskDefinitionResponse.class)
        .taskDefinition()
        .containerDefinitions()
        .stream()
        .filter(said -> said.name().equals(container.name()))
        .findFirst()
        .flatMap(said -> AwsLogs.of(said, Tasks.id(task), id))
        .filter(where -> where.endpoint().isEmpty())
        .map(where ->
            new LogReader(
                client.of(Service.LOGS, where.region()),
                where,
                () -> hasEnded(client, task, container.name())));
  }

  private static boolean hasEnded(Client client, Task task, String container) throws Exception {
    return Tasks.describe(client, task.clusterArn(), List.of(task.taskArn())).stream()
        .flatMap(now -> now.containers().stream())
        .filter(now -> now.name().equals(container))
        .allMatch(now -> "STOPPED".equals(now.lastStatus()));
  }

  /// Hands on each line.
  ///
  /// @param follow go on until the container has ended
  void read(boolean follow, Consumer<String> line) throws Exception {
    boolean last = !follow;
    while (true) {
      boolean ended = last || over.call(); // asked first: what was written before is then here
      while (page(line)) {
        // There is more.
      }
      if (ended) {
        return;
      }
      last = Wait.until(Wait.MOMENT, over);
    }
  }

  /// @return whether there was anything
  private boolean page(Consumer<String> line) throws Exception {
    GetLogEventsResponse page =
        logs.call(
            GetLogEventsRequest.builder()
                .logGroupName(where.group())
                .logStreamName(where.stream())
                .startFromHead(true)
                .nextToken(token)
                .build(),
            GetLogEventsResponse.class);
    page.events().forEach(event -> line.accept(event.message()));
    token = page.nextForwardToken();
    return !page.events().isEmpty();
  }
}
