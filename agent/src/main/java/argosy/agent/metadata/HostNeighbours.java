package argosy.agent.metadata;

import argosy.agent.TaskEndpoint.Tasks;
import argosy.agent.runtime.Runtime;
import argosy.agent.task.TaskView;
import argosy.agent.task.TaskView.ContainerView;
import argosy.wire.acs.RoleCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Who asks for a task that isn't theirs, though they know its id: containers of other tasks, and
/// other machines. Containers in network mode host ask from the machine's own addresses, as
/// everything on the machine does; there the id alone counts.
final class HostNeighbours implements Neighbours {
  private static final Logger LOG = LoggerFactory.getLogger(HostNeighbours.class);

  /// SDKs wait for credentials for a second or two. Running containers get theirs from an engine
  /// that is away or stuck too: then the id alone counts.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Runtime runtime;

  HostNeighbours(Runtime runtime) {
    this.runtime = runtime;
  }

  /// Those of its execution role are told to nobody but the machine's own engine.
  @Override
  public boolean mayHave(String credentialsId, TaskView task, InetAddress from)
      throws IOException, InterruptedException {
    RoleCredentials role = task.payload().roleCredentials();
    boolean isTasks = role != null && role.credentialsId().equals(credentialsId);
    return isTasks ? !isOther(from, task) : isHere(from);
  }

  @Override
  public boolean isOther(InetAddress from, TaskView task) throws InterruptedException {
    var look = new FutureTask<>(() -> !isHere(from) && !has(task, from));
    Thread.startVirtualThread(look);
    try {
      return look.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      String arn = task.payload().arn();
      LOG.warn("task={} from={}: the engine doesn't say whose address it is", arn, from);
      return false;
    } finally {
      look.cancel(true);
    }
  }

  @Override
  public Optional<TaskView> at(InetAddress from, String host, Tasks tasks)
      throws IOException, InterruptedException, ExecutionException {
    Optional<String> asking = runtime.at(host, from);
    return asking.isPresent() ? tasks.holding(asking.get()).get() : Optional.empty();
  }

  private static boolean isHere(InetAddress from) throws SocketException {
    return from.isLoopbackAddress() || NetworkInterface.getByInetAddress(from) != null;
  }

  /// An inspection waits while the engine starts the container, and so is never too early for what
  /// its first process asks.
  private boolean has(TaskView task, InetAddress from) throws IOException, InterruptedException {
    for (ContainerView container : task.containers()) {
      String id = container.dockerId();
      Optional<JsonNode> found = id == null ? Optional.empty() : runtime.describe(id);
      if (found.isPresent() && has(found.get(), from.getHostAddress())) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(JsonNode container, String address) {
    return container
        .at("/NetworkSettings/Networks")
        .valueStream()
        .anyMatch(network -> network.path("IPAddress").asString("").equals(address));
  }
}
