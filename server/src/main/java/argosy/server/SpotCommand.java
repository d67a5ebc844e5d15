package argosy.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What operators do to tasks of the capacity provider FARGATE_SPOT.
@Command(
    description = "What operators do to tasks of the capacity provider FARGATE_SPOT.",
    subcommands = SpotCommand.Interrupt.class)
final class SpotCommand {

  @Command(
      name = "interrupt",
      description = {
        "Interrupt Spot tasks, as if Fargate needed their room, and say how their containers",
        "ended. Services start others."
      })
  static final class Interrupt implements Callable<Integer> {
    @Mixin private Place place = new Place();
    @Mixin private ClusterOption cluster = new ClusterOption();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
        arity = "1..*",
        paramLabel = "TASK",
        description = "The tasks' ARNs, their ids, or how their ids begin.")
    private List<String> references = List.of();

    @Override
    public Integer call() throws Exception {
      Client client = Client.of(place, RegionOption.DEFAULT);
      List<String> arns = new ArrayList<>();
      for (String reference : references) {
        arns.add(Tasks.find(client, cluster.name, reference).taskArn());
      }
      for (String arn : arns) {
        client.interrupt(arn);
      }
      return Ending.await(client, cluster.name, arns, spec.commandLine().getOut()) ? 0 : 1;
    }
  }
}
