package argosy.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/// Shows how a deployment of a service goes: how many of its tasks there are, and what is said of
/// it. If it is given up it goes on until what ran before is back.
final class RolloutProgress {

  /// As long as `run` watches tasks: large images take minutes, and what has no room may wait for
  /// ever.
  private static final Duration WATCH_MAX = Duration.ofMinutes(10);

  private static final String FAILED = " deployment failed: ";

  private final String deployment;
  private final PrintWriter out;
  private final Set<String> heard = new HashSet<>();
  private final Map<String, String> shown = new HashMap<>();
  private @Nullable Deployment primary;
  private @Nullable String failure;

  /// @param deployment its id, as `ecs-svc/…`
  RolloutProgress(String deployment, PrintWriter out) {
    this.deployment = deployment;
    this.out = out;
  }

  /// These were said before.
  void heard(Collection<ServiceEvent> events) {
    events.forEach(event -> heard.add(event.id()));
  }

  /// Shows the service until nothing is in progress any more; true if the deployment is complete.
  boolean follow(Callable<Optional<Service>> ask) throws Exception {
    boolean over = Wait.until(WATCH_MAX, () -> isOver(ask.call()));
    String said = verdict(over);
    out.println(said);
    out.flush();
    return said.startsWith(deployment + " is complete");
  }

  /// Takes notice of what the service is like now; true if it has come to rest.
  boolean isOver(Optional<Service> asked) {
    if (asked.isEmpty() || asked.get().deployments().isEmpty()) {
      primary = null; // it was deleted
      return true;
    }
    Service service = asked.get();
    service.deployments().forEach(this::show);
    service.events().reversed().forEach(this::hear);
    out.flush();
    Deployment first = service.deployments().getFirst();
    primary = first;
    return first.rolloutState() != DeploymentRolloutState.IN_PROGRESS;
  }

  private void show(Deployment one) {
    String counts =
        "%d desired, %d pending, %d running, %d failed"
            .formatted(
                one.desiredCount(), one.pendingCount(), one.runningCount(), one.failedTasks());
    if (!counts.equals(shown.put(one.id(), counts))) {
      out.println("  " + one.id() + "  " + counts);
    }
    if (one.id().equals(deployment) && one.rolloutState() == DeploymentRolloutState.FAILED) {
      failure = one.rolloutStateReason();
    }
  }

  private void hear(ServiceEvent event) {
    if (!heard.add(event.id())) {
      return;
    }
    out.println("  " + event.message());
    int at = event.message().indexOf("(deployment " + deployment + ")" + FAILED);
    if (at >= 0 && failure == null) {
      failure = event.message().substring(event.message().indexOf(FAILED, at) + FAILED.length());
    }
  }

  /// How it ended, in a sentence.
  private String verdict(boolean over) {
    Deployment now = primary;
    if (now == null) {
      return deployment + " is gone: the service was deleted.";
    }
    if (!over) {
      return deployment + " goes on unwatched; argosy ps shows its tasks.";
    }
    boolean stands = now.id().equals(deployment);
    if (stands && now.rolloutState() == DeploymentRolloutState.COMPLETED) {
      return deployment + " is complete.";
    }
    if (failure == null) {
      return deployment + " gave way to " + now.id() + ".";
    }
    return deployment
        + " failed"
        + (stands ? ": " : ", and " + definition(now) + " is back: ")
        + failure;
  }

  private static String definition(Deployment one) {
    List<String> parts = List.of(one.taskDefinition().split("/"));
    return parts.getLast();
  }
}
