package argosy.agent.task;

import argosy.wire.acs.RoleCredentials;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The credentials of tasks' roles, in memory only: the control plane tells them again to whoever
/// connects. Any thread may ask; one puts.
public final class TaskCredentials {

  /// An agent that began anew is told them within a second of finding its server; those who ask
  /// give up after about five.
  static final Duration PATIENCE = Duration.ofSeconds(4);

  /// By the ids under which they are asked for.
  private final Map<String, Kept> byId = new ConcurrentHashMap<>();

  private record Kept(String task, CompletableFuture<RoleCredentials> credentials) {}

  void put(String task, RoleCredentials credentials) {
    Kept before = byId.get(credentials.credentialsId());
    if (before == null || !before.credentials.complete(credentials)) {
      byId.put(
          credentials.credentialsId(),
          new Kept(task, CompletableFuture.completedFuture(credentials)));
    }
  }

  /// A task that an earlier agent ran has credentials, which will be told.
  void expect(String task, String credentialsId) {
    byId.putIfAbsent(credentialsId, new Kept(task, new CompletableFuture<>()));
  }

  /// The credentials of an id; waits a little for those that are expected.
  Optional<RoleCredentials> find(String credentialsId) throws InterruptedException {
    Kept kept = byId.get(credentialsId);
    if (kept == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(kept.credentials.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty(); // nobody told them yet
    }
  }

  /// The task has stopped: nothing in it asks any more.
  void forget(String task) {
    byId.values().removeIf(kept -> kept.task().equals(task));
  }
}
