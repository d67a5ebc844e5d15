package argosy.agent;

import argosy.agent.runtime.Runtime;
import argosy.wire.client.ControlPlane;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/// An agent: it joins its host to a cluster and runs there what the control plane wants.
public final class Agent implements AutoCloseable {
  private final Loop loop;

  public Agent(
      AgentConfig config,
      ControlPlane controlPlane,
      Link link,
      Runtime runtime,
      Loop loop,
      RandomGenerator random) {
    this.loop = loop;
  }

  /// Takes up the containers that an earlier agent left, then joins the cluster.
  public void start() {
    loop.post(() -> {});
  }

  /// Leaves the cluster's sockets. Containers go on, and the next agent takes them up.
  @Override
  public void close() {
    loop.post(() -> {});
  }

  /// Stops all tasks; done when they have stopped, the control plane knows it and their containers
  /// are removed.
  public CompletableFuture<Void> stopTasks() {
    return new CompletableFuture<>();
  }

  public CompletableFuture<AgentStatus> status() {
    return new CompletableFuture<>();
  }
}
