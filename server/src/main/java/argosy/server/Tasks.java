package argosy.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Tasks as the API shows them, over all pages.
final class Tasks {

  /// As many as DescribeTasks takes at once.
  private static final int DESCRIBED_MAX = 100;

  /// Before a service's name, in the group of its tasks.
  private static final String OF_SERVICE = "service:";

  private Tasks() {}

  /// The ARNs of the cluster's tasks of a desired status.
  static List<String> list(Client client, String cluster, String desired)
      throws IOException, InterruptedException {
    return list(client, ListTasksRequest.builder().cluster(cluster).desiredStatus(desired));
  }

  /// The tasks of a service that are meant to run.
  static List<Task> ofService(Client client, String cluster, String service)
      throws IOException, InterruptedException {
    return describe(
        client,
        cluster,
        list(client, ListTasksRequest.builder().cluster(cluster).serviceName(service)));
  }

  private static List<String> list(Client client, ListTasksRequest.Builder asked)
      throws IOException, InterruptedException {
    var arns = new ArrayList<String>();
    String token = null;
    do {
      ListTasksResponse page = client.call(asked.nextToken(token).build(), ListTasksResponse.class);
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

  /// The task that somebody means, stopped or not.
  ///
  /// @param reference its ARN, its id, or how its id begins
  /// @throws Complaint if there is none, or several
  static Task find(Client client, String cluster, String reference)
      throws IOException, InterruptedException {
    var arns = new ArrayList<>(list(client, cluster, "RUNNING"));
    arns.addAll(list(client, cluster, "STOPPED"));
    List<String> found =
        arns.stream().filter(a -> a.equals(reference) || id(a).startsWith(reference)).toList();
    return switch (found.size()) {
      case 1 -> describe(client, cluster, found).getFirst();
      case 0 -> throw new Complaint("cluster " + cluster + " remembers no task " + reference + ".");
      default ->
          throw new Complaint(
              found.size() + " tasks begin with " + reference + "; write more of the id.");
    };
  }

  static String id(Task task) {
    return id(task.taskArn());
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  static boolean hasStopped(Task task) {
    return task.lastStatus().equals("STOPPED");
  }

  /// The service that keeps a task running; empty if none does.
  static Optional<String> service(Task task) {
    return Optional.ofNullable(task.group())
        .filter(group -> group.startsWith(OF_SERVICE))
        .map(group -> group.substring(OF_SERVICE.length()));
  }

  /// Where a running task of a definition answers, or how to see what it does.
  static String where(Task task, TaskDefinition definition) {
    List<Ports> named = Ports.of(definition);
    String addresses = String.join(" ", Addresses.of(task, named));
    String logs = ". Its output: argosy logs " + id(task);
    if (addresses.isEmpty()) {
      return id(task) + " runs" + logs;
    }
    return named.isEmpty()
        ? id(task)
            + " runs at "
            + addresses
            + ", and if it serves pages answers at "
            + Ports.WEB.at(addresses)
            + logs
        : id(task) + " answers at " + addresses;
  }

  /// Why a stopped task has stopped, and how each of its containers ended.
  static List<String> end(Task task) {
    var lines = new ArrayList<String>();
    lines.add(id(task) + " stopped: " + task.stoppedReason());
    for (Container container : task.containers()) {
      Integer code = container.exitCode();
      lines.add(
          "  "
              + container.name()
              + (code == null ? " never ran" : " ended with exit code " + code)
              + (container.reason() == null ? "" : ": " + container.reason()));
    }
    return lines;
  }

  /// True if a task stopped and all its containers ended with 0.
  static boolean endedWell(Task task) {
    return hasStopped(task)
        && task.containers().stream().allMatch(c -> c.exitCode() != null && c.exitCode() == 0);
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
