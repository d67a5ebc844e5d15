package argosy.agent.task;

import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Engine;
import argosy.wire.acs.PayloadTask;
import tools.jackson.databind.node.ObjectNode;

/// By which OCI runtimes the containers of tasks are run.
///
/// @param joins whether the engine puts containers into namespaces that are made for tasks
/// @param fargate that of Fargate's tasks, such as one that isolates more; empty for the engine's
///   own
/// @param wrapped whether containers of that one join such namespaces, too
public record OciRuntimes(boolean joins, String fargate, boolean wrapped) {
  static final OciRuntimes PLAIN = new OciRuntimes(false, "", false);

  private static final String FARGATE = "FARGATE";

  /// @param fargate empty for the engine's own
  public static OciRuntimes of(Engine engine, String fargate) {
    return new OciRuntimes(
        engine.runtimes().contains(Runtime.JOINING), fargate, engine.programs().contains(fargate));
  }

  /// Whether a task's containers join a namespace that is made for it; else a pause container holds
  /// it.
  boolean joins(PayloadTask task) {
    return joins && (wrapped || !isOther(task));
  }

  /// Says by which runtime a container is to be run, if it isn't the engine's own.
  ///
  /// @param host the `HostConfig` of its creation
  void choose(ObjectNode host, PayloadTask task) {
    if (isOther(task)) {
      host.put("Runtime", fargate);
    }
  }

  private boolean isOther(PayloadTask task) {
    return !fargate.isEmpty() && FARGATE.equals(task.launchType());
  }
}
