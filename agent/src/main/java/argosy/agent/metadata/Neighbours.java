package argosy.agent.metadata;

import argosy.agent.TaskEndpoint.Tasks;
import argosy.agent.task.TaskView;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Tells tasks from others who ask at the same door.
interface Neighbours {

  /// Whether credentials may be told to who asks from an address.
  ///
  /// @param task the one that they are for
  boolean mayHave(String credentialsId, TaskView task, InetAddress from)
      throws IOException, InterruptedException;

  /// Whether an address is known to be another's than the task's.
  boolean isOther(InetAddress from, TaskView task) throws InterruptedException;

  /// The task that has an address, if one has it.
  ///
  /// @param host the agent's own id
  Optional<TaskView> at(InetAddress from, String host, Tasks tasks)
      throws IOException, InterruptedException, ExecutionException;
}
