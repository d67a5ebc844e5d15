package argosy.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Tasks as the API shows them, over all pages.
final class Tasks {

  /// As many as DescribeTasks takes at once.
  private static final int DESCRIBED_MAX = 100;

  private Tasks() {}

  /// The ARNs of the cluster's tasks of a desired status.
  static List<String> list(Client client, String cluster, String desired)
      throws IOException, InterruptedException {
    var arns = new ArrayList<String>();
    String token = null;
    do {
      ListTasksResponse page =
          client.call(
              ListTasksRequest.builder()
                  .cluster(cluster)
                  .desiredStatus(desired)
                  .nextToken(token)
                  .build(),
              ListTasksResponse.class);
      arns.addAll(page.taskArns());
      token = page.nextToken();
    } while (token != null);
    return arns;
  }

  /// The ARNs of the cluster's tasks that haven't stopped, whatever they are meant to do.
  static List<String> unstopped(Client client, String cluster)
      throws IOException, InterruptedException {
    var arns = new ArrayList<>(list(client, cluster, "RUNNING"));
    describe(client, cluster, list(client, cluster, "STOPPED")).stream()
        .filter(task -> !task.lastStatus().equals("STOPPED"))
        .map(Task::taskArn)
        .forEach(arns::add);
    return arns;
  }

  static List<Task> describe(Client client, String cluster, List<String> arns)
      throws IOException, InterruptedException {
    var tasks = new ArrayList<Task>();
    for (int from = 0; from < arns.size(); from += DESCRIBED_MAX) {
      List<String> some = arns.subList(from, Math.min(from + DESCRIBED_MAX, arns.size()));
      tasks.addAll(
          client
              .call(
                  DescribeTasksRequest.builder().cluster(cluster).tasks(some).build(),
                  DescribeTasksResponse.class)
              .tasks());
    }
    return tasks;
  }
}
