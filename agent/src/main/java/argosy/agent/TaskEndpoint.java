package argosy.agent;

import argosy.agent.runtime.Runtime;
import argosy.agent.task.TaskView;
import argosy.wire.acs.RoleCredentials;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Where containers ask about themselves, and nobody else can.
public interface TaskEndpoint {

  /// A host whose containers can't ask.
  TaskEndpoint NONE = (_, _, _) -> false;

  /// Begins to answer. Waits.
  ///
  /// @param host the agent's own id
  /// @return false where containers aren't meant to ask
  /// @throws IOException with a reason that an operator understands, if it can't be had now
  boolean open(String host, Tasks tasks, Runtime runtime) throws IOException;

  /// The tasks of the agent, seen from other threads.
  interface Tasks {

    /// The task of the container that has an id for asking.
    CompletableFuture<Optional<TaskView>> of(String metadataId);

    /// The task of a container, by the engine's id.
    default CompletableFuture<Optional<TaskView>> holding(String dockerId) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    /// The task that has an address in a VPC.
    default CompletableFuture<Optional<TaskView>> wired(String vpcId, String address) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    /// The task that credentials are for, by the id under which they are asked for.
    default CompletableFuture<Optional<TaskView>> using(String credentialsId) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    /// The ARN of the container instance; empty before it is registered.
    default CompletableFuture<String> instance() {
      return CompletableFuture.completedFuture("");
    }

    /// The credentials of a task's role, by the id that its containers know, or the engine for its
    /// logs. Waits a little for those that the control plane is about to tell.
    default Optional<RoleCredentials> credentials(String id) throws InterruptedException {
      return Optional.empty();
    }
  }
}
