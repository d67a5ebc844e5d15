package argosy.server;

import argosy.server.hosts.LocalHosts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/// Stops the server; tasks run on unless they are to stop too.
@Command(description = "Stop the server; tasks run on unless --tasks.")
final class Down implements Callable<Integer> {

  /// A clean stop waits for requests in flight; longer than this it hangs.
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  /// A container has at most two minutes between SIGTERM and SIGKILL in ECS.
  private static final Duration TASKS_STOP_MAX = Duration.ofSeconds(150);

  @Mixin private Place place = new Place();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tasks",
      description = {
        "Stop all tasks first, and remove their containers; those of services start again with the"
            + " next start."
      })
  private boolean tasks;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = place.folder();
    Optional<RunningServer> server = RunningServer.read(folder);
    if (server.isEmpty()) {
      out.println("No server runs for " + folder + ".");
    } else {
      if (tasks) {
        stopTasks(out);
        Optional<LocalHosts> hosts = LocalHosts.of(folder);
        if (hosts.isPresent()) {
          LocalHosting.deregister(Client.of(place, RegionOption.DEFAULT), hosts.get().all());
        }
      }
      stop(server.get());
      out.println("The server is stopped" + (tasks ? "." : "; its tasks run on."));
    }
    Optional<LocalHosts> hosts = LocalHosts.of(folder);
    if (hosts.isPresent()) {
      if (tasks) {
        hosts.get().remove();
      } else {
        hosts.get().stopAgents();
      }
    }
    if (tasks) {
      int removed = Engine.removeAll(folder);
      Host.disconnect(folder);
      out.println("Removed " + removed + " containers.");
    }
    out.flush();
    return 0;
  }

  private void stopTasks(PrintWriter out) throws Exception {
    Client client = Client.of(place, RegionOption.DEFAULT);
    var stopping = new ArrayList<Watched>();
    String token = null;
    do {
      ListClustersResponse page =
          client.call(
              ListClustersRequest.builder().nextToken(token).build(), ListClustersResponse.class);
      for (String cluster : page.clusterArns()) {
        List<String> unstopped = unstopped(client, cluster);
        for (String task : unstopped) {
          client.call(
              StopTaskRequest.builder()
                  .cluster(cluster)
                  .task(task)
                  .reason("argosy down --tasks")
                  .build(),
              StopTaskResponse.class);
        }
        stopping.add(new Watched(cluster, unstopped));
      }
      token = page.nextToken();
    } while (token != null);
    out.println("Stopping " + stopping.stream().mapToInt(w -> w.tasks().size()).sum() + " tasks.");
    out.flush();
    boolean all = Wait.until(TASKS_STOP_MAX, () -> haveStopped(client, stopping));
    if (!all) {
      throw new Complaint("some tasks have not stopped; argosy status shows them.");
    }
  }

  /// Services would replace theirs at once; those stop with their containers, when the server is
  /// gone, and start again with the next one.
  private static List<String> unstopped(Client client, String cluster) throws Exception {
    return Tasks.describe(client, cluster, Tasks.unstopped(client, cluster)).stream()
        .filter(task -> Tasks.service(task).isEmpty())
        .map(Task::taskArn)
        .toList();
  }

  private record Watched(String cluster, List<String> tasks) {}

  private static boolean haveStopped(Client client, List<Watched> watched) throws Exception {
    for (Watched one : watched) {
      for (Task task : Tasks.describe(client, one.cluster(), one.tasks())) {
        if (!task.lastStatus().equals("STOPPED")) {
          return false;
        }
      }
    }
    return true;
  }

  private static void stop(RunningServer server) throws Exception {
    ProcessHandle process = server.process().orElseThrow();
    process.destroy();
    try {
      process.onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Complaint(
          "process " + server.pid() + " does not stop; kill -9 " + server.pid() + " ends it.");
    }
  }
}
