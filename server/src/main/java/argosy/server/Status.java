package argosy.server;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Says what runs here.
@Command(name = "status", description = "Say what runs here.")
final class Status implements Callable<Integer> {
  @Mixin private Place place = new Place();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<RunningServer> server = RunningServer.read(place.folder());
    if (server.isEmpty()) {
      out.println("No server runs for " + place.folder() + ".");
      out.flush();
      return 1;
    }
    out.println(
        "server   "
            + server.get().endpoint()
            + "  process "
            + server.get().pid()
            + "  data "
            + place.folder());
    Client client = Client.of(place, Regions.DEFAULT);
    List<String> clusters =
        client
            .call(ListClustersRequest.builder().build(), ListClustersResponse.class)
            .clusterArns();
    if (!clusters.isEmpty()) {
      clusters(client, clusters, out);
    }
    out.flush();
    return 0;
  }

  private static void clusters(Client client, List<String> arns, PrintWriter out) throws Exception {
    for (Cluster cluster :
        client
            .call(
                DescribeClustersRequest.builder().clusters(arns).build(),
                DescribeClustersResponse.class)
            .clusters()) {
      out.printf(
          "cluster  %s: %d instances, %d tasks running, %d pending%n",
          cluster.clusterName(),
          cluster.registeredContainerInstancesCount(),
          cluster.runningTasksCount(),
          cluster.pendingTasksCount());
      for (Task task :
          Tasks.describe(
              client, cluster.clusterArn(), Tasks.unstopped(client, cluster.clusterArn()))) {
        out.println(
            "task     "
                + task.taskArn().substring(task.taskArn().lastIndexOf('/') + 1)
                + "  "
                + task.lastStatus()
                + "  "
                + task.taskDefinitionArn().substring(task.taskDefinitionArn().lastIndexOf('/') + 1)
                + "  "
                + String.join(" ", Addresses.of(task)));
      }
    }
  }
}
