package argosy.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/// Shows how tasks come up, and what became of them.
final class Progress {

  /// A large image may take minutes to pull; after this long the tasks go on unwatched.
  private static final Duration WATCH_MAX = Duration.ofMinutes(10);

  /// A task that fails at once is told as failed, not as running.
  private static final Duration STEADY = Duration.ofSeconds(1);

  private final Client client;
  private final String cluster;
  private final TaskDefinition definition;
  private final PrintWriter out;
  private final Map<String, String> shown = new HashMap<>();

  /// @param definition of the tasks
  Progress(Client client, String cluster, TaskDefinition definition, PrintWriter out) {
    this.client = client;
    this.cluster = cluster;
    this.definition = definition;
    this.out = out;
  }

  /// Follows tasks until each runs or has stopped, and answers the exit code: 0 if all run, or
  /// ended well.
  int follow(List<Task> started) throws Exception {
    List<String> arns = started.stream().map(Task::taskArn).toList();
    if (!arrive(arns)) {
      return 1;
    }
    boolean _ = Wait.until(STEADY, () -> show(arns).stream().allMatch(Tasks::hasStopped));
    boolean well = true;
    for (Task task : Tasks.describe(client, cluster, arns)) {
      well &= end(task);
    }
    out.flush();
    return well ? 0 : 1;
  }

  /// Shows what tasks write until all have stopped, and answers the exit code: 0 if all ended well.
  int followToTheEnd(List<Task> started) throws Exception {
    List<String> arns = started.stream().map(Task::taskArn).toList();
    if (!arrive(arns)) {
      return 1;
    }
    Output.follow(client, Tasks.describe(client, cluster, arns), out);
    boolean _ = Wait.until(WATCH_MAX, () -> show(arns).stream().allMatch(Tasks::hasStopped));
    boolean well = true;
    for (Task task : Tasks.describe(client, cluster, arns)) {
      well &= Tasks.endedWell(task);
      Tasks.end(task).forEach(out::println);
    }
    out.flush();
    return well ? 0 : 1;
  }

  private boolean arrive(List<String> arns) throws Exception {
    if (Wait.until(WATCH_MAX, () -> show(arns).stream().allMatch(Progress::hasArrived))) {
      return true;
    }
    out.println("Not all tasks run yet; argosy ps shows how they go on.");
    out.flush();
    return false;
  }

  private List<Task> show(List<String> arns) throws Exception {
    List<Task> tasks = Tasks.describe(client, cluster, arns);
    for (Task task : tasks) {
      String step = step(task);
      if (!step.equals(shown.put(task.taskArn(), step))) {
        out.println("  " + Tasks.id(task) + "  " + step);
        out.flush();
      }
    }
    return tasks;
  }

  private static String step(Task task) {
    if (Tasks.hasStopped(task)) {
      return "stopped";
    }
    if (task.lastStatus().equals("PENDING")) {
      return task.pullStartedAt() != null && task.pullStoppedAt() == null ? "pulling" : "starting";
    }
    return task.lastStatus().toLowerCase(java.util.Locale.ROOT);
  }

  /// Says where a task is to be found, or why it stopped; true if that is well.
  private boolean end(Task task) throws Exception {
    if (!Tasks.hasStopped(task)) {
      out.println(Tasks.where(task, definition));
      return true;
    }
    if (task.containers().stream().anyMatch(container -> container.runtimeId() != null)) {
      Logs.show(client, task, false, out);
    }
    Tasks.end(task).forEach(out::println);
    return Tasks.endedWell(task);
  }

  private static boolean hasArrived(Task task) {
    return task.lastStatus().equals("RUNNING") || Tasks.hasStopped(task);
  }
}
