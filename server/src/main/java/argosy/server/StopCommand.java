package argosy.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Stops tasks and waits for their ends.
@Command(description = "Stop tasks, and say how their containers ended.")
final class StopCommand implements Callable<Integer> {

  /// Longer than a container may take: its stop timeout is two minutes at most.
  private static final Duration STOPPED_MAX = Duration.ofMinutes(10);

  @Mixin private Place place = new Place();
  @Mixin private ClusterOption cluster = new ClusterOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "TASK",
      description = "The tasks' ARNs, their ids, or how their ids begin.")
  private List<String> references = List.of();

  @Option(
      names = "--reason",
      defaultValue = "argosy stop",
      paramLabel = "TEXT",
      description = "Why, for those who look at the tasks later.")
  private String reason = "argosy stop";

  @Override
  public Integer call() throws Exception {
    Client client = Client.of(place, RegionOption.DEFAULT);
    PrintWriter out = spec.commandLine().getOut();
    var arns = new ArrayList<String>();
    for (String reference : references) {
      arns.add(Tasks.find(client, cluster.name, reference).taskArn());
    }
    for (String arn : arns) {
      client.call(
          StopTaskRequest.builder().cluster(cluster.name).task(arn).reason(reason).build(),
          StopTaskResponse.class);
    }
    boolean ended =
        Wait.until(
            STOPPED_MAX,
            () -> Tasks.describe(client, cluster.name, arns).stream().allMatch(Tasks::hasStopped));
    for (Task task : Tasks.describe(client, cluster.name, arns)) {
      if (Tasks.hasStopped(task)) {
        Tasks.end(task).forEach(out::println);
      } else {
        out.println(Tasks.id(task) + " still stops; argosy ps --all shows how it goes on");
      }
    }
    out.flush();
    return ended ? 0 : 1;
  }
}
