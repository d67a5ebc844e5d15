package argosy.server;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecs.model.Task;

/// Lists tasks: what service and definition each is of, how it does, since when, and where it
/// answers or why it stopped.
@Command(description = "List tasks.")
final class Ps implements Callable<Integer> {
  private static final List<String> HEAD =
      List.of("TASK", "SERVICE", "DEFINITION", "STATUS", "SINCE", "WHERE");

  @Mixin private Place place = new Place();
  @Mixin private ClusterOption cluster = new ClusterOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"--all", "-a"},
      description = "Those that have stopped, too.")
  private boolean all;

  @Override
  public Integer call() throws Exception {
    Client client = Client.of(place, RegionOption.DEFAULT);
    var arns = new ArrayList<String>(Tasks.list(client, cluster.name, "RUNNING"));
    arns.addAll(Tasks.list(client, cluster.name, "STOPPED"));
    var addresses = new Addresses(client);
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    for (Task task : Tasks.describe(client, cluster.name, arns)) {
      if (all || !Tasks.hasStopped(task)) {
        rows.add(row(task, addresses));
      }
    }
    spec.commandLine().getOut().print(table(rows));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static List<String> row(Task task, Addresses addresses)
      throws IOException, InterruptedException {
    String definition = task.taskDefinitionArn();
    return List.of(
        Tasks.id(task),
        Tasks.service(task).orElse("-"),
        definition.substring(definition.lastIndexOf('/') + 1),
        task.lastStatus(),
        since(task),
        Tasks.hasStopped(task) ? task.stoppedReason() : String.join(" ", addresses.of(task)));
  }

  private static String since(Task task) {
    @Nullable Instant at = task.stoppedAt();
    at = at == null ? task.startedAt() : at;
    at = at == null ? task.createdAt() : at;
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// Columns as wide as what is in them, the last without an end.
  static String table(List<List<String>> rows) {
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        line.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
