package argosy.server;

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

/// Stops tasks and waits for their ends.
@Command(description = "Stop tasks, and say how their containers ended.")
final class StopCommand implements Callable<Integer> {

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
    var arns = new ArrayList<String>();
    for (String reference : references) {
      arns.add(Tasks.find(client, cluster.name, reference).taskArn());
    }
    for (String arn : arns) {
      client.call(
          StopTaskRequest.builder().cluster(cluster.name).task(arn).reason(reason).build(),
          StopTaskResponse.class);
    }
    return Ending.await(client, cluster.name, arns, spec.commandLine().getOut()) ? 0 : 1;
  }
}
