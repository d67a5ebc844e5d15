package argosy.agent.task;

import argosy.wire.acs.RoleCredentials;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The credentials of tasks' roles, in memory only: the control plane tells them again to whoever
/// connects. Any thread may ask.
public final class TaskCredentials {

  /// By the id that the containers of a task know.
  private final Map<String, Kept> byId = new ConcurrentHashMap<>();

  private record Kept(String task, String type, RoleCredentials credentials) {}

  void put(String task, String type, RoleCredentials credentials) {
    byId.put(credentials.credentialsId(), new Kept(task, type, credentials));
  }

  /// What the containers of a task may have: never what the agent works with.
  Optional<RoleCredentials> ofContainers(String credentialsId) {
    return Optional.ofNullable(byId.get(credentialsId))
        .filter(kept -> kept.type().equals(RoleCredentials.TASK))
        .map(Kept::credentials);
  }

  /// The task has stopped: nothing in it asks any more.
  void forget(String task) {
    byId.values().removeIf(kept -> kept.task().equals(task));
  }
}
