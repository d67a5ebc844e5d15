package argosy.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Task;

/// The ends of tasks that were told to stop.
final class Ending {

  /// Longer than a container may take: its stop timeout is two minutes at most.
  private static final Duration STOPPED_MAX = Duration.ofMinutes(10);

  private Ending() {}

  /// Waits for them, and says how they were.
  ///
  /// @return whether all have ended
  static boolean await(Client client, String cluster, List<String> arns, PrintWriter out)
      throws Exception {
    boolean ended =
        Wait.until(
            STOPPED_MAX,
            () -> Tasks.describe(client, cluster, arns).stream().allMatch(Tasks::hasStopped));
    for (Task task : Tasks.describe(client, cluster, arns)) {
      if (Tasks.hasStopped(task)) {
        Tasks.end(task).forEach(out::println);
      } else {
        out.println(Tasks.id(task) + " still stops; argosy ps --all shows how it goes on");
      }
    }
    out.flush();
    return ended;
  }
}
