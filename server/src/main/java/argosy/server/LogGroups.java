package argosy.server;

import argosy.domain.taskdef.AwsLogs;
import argosy.wire.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// The log groups of CloudWatch Logs that a definition writes to. Tasks fail without them, so the
/// AWS console makes them with a definition, and so does a run.
final class LogGroups {
  private final Client client;
  private final PrintWriter out;

  LogGroups(Client client, PrintWriter out) {
    this.client = client;
    this.out = out;
  }

  void ensure(TaskDefinition definition) throws IOException, InterruptedException {
    List<AwsLogs> written =
        definition.containerDefinitions().stream()
            .flatMap(container -> AwsLogs.of(container, "", "").stream())
            .filter(logs -> logs.endpoint().isEmpty() && !logs.group().isEmpty())
            .distinct()
            .toList();
    for (AwsLogs logs : written) {
      ensure(
          client.of(Service.LOGS, logs.region().isEmpty() ? RegionOption.DEFAULT : logs.region()),
          logs);
    }
  }

  /// Somebody else may make it at the same time.
  private void ensure(Client there, AwsLogs logs) throws IOException, InterruptedException {
    if (isThere(there, logs.group())) {
      return;
    }
    try {
      there.call(
          CreateLogGroupRequest.builder().logGroupName(logs.group()).build(),
          CreateLogGroupResponse.class);
      out.println("Made the log group " + logs.group() + " in " + logs.region() + ".");
      out.flush();
    } catch (Complaint e) {
      if (!isThere(there, logs.group())) {
        throw e;
      }
    }
  }

  /// A name is the first of all that begin with it.
  private static boolean isThere(Client there, String group)
      throws IOException, InterruptedException {
    return there
        .call(
            DescribeLogGroupsRequest.builder().logGroupNamePrefix(group).build(),
            DescribeLogGroupsResponse.class)
        .logGroups()
        .stream()
        .map(LogGroup::logGroupName)
        .anyMatch(group::equals);
  }
}
