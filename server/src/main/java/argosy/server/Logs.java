package argosy.server;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Task;

/// Shows what a task's containers wrote.
@Command(description = "Show what a task's containers wrote.")
final class Logs implements Callable<Integer> {
  @Mixin private Place place = new Place();
  @Mixin private ClusterOption cluster = new ClusterOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TASK", description = "The task's ARN, its id, or how its id begins.")
  private String task = "";

  @Option(names = "--follow", description = "Go on until the container ends.")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    Client client = Client.of(place, RegionOption.DEFAULT);
    show(client, Tasks.find(client, cluster.name, task), follow, spec.commandLine().getOut());
    return 0;
  }

  /// Shows each container's output, under its name where there are several.
  static void show(Client client, Task task, boolean follow, PrintWriter out) throws Exception {
    for (Container container : task.containers()) {
      if (task.containers().size() > 1) {
        out.println("== " + container.name());
      }
      out.flush();
      if (container.runtimeId() == null) {
        out.println("(the container was never made)");
      } else {
        Optional<LogReader> written = LogReader.of(client, task, container);
        if (written.isPresent()) {
          written.get().read(follow, line -> println(out, line));
        } else {
          Engine.showLogs(container.runtimeId(), follow);
        }
      }
      out.flush();
    }
  }

  private static void println(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
