package argosy.domain.deployment;

import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Away;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which hosts count as lost for a service: those whose agents have been away for too long, while
/// another host of the cluster can be reached. If none can, it is the control plane that is cut
/// off, and there is nowhere to replace anything.
///
/// @param away since when hosts are away, by the instances' ids
/// @param limit how long they may be
record LostHosts(Map<String, Instant> away, Duration limit, Instant now) {

  /// So many hosts an event names; more would hide what it says.
  private static final int TOLD_MAX = 10;

  static final LostHosts NONE = new LostHosts(Map.of(), Duration.ZERO, Instant.MIN);

  /// None for a DAEMON, which has nowhere else to be, and for a service that goes, which replaces
  /// nothing.
  static LostHosts of(Picture picture, Service service, Outside outside, Instant now) {
    Optional<Duration> limit = outside.lostHostsAfter();
    if (limit.isEmpty() || service.isDaemon() || service.status() != ServiceStatus.ACTIVE) {
      return NONE;
    }
    Map<String, Instant> away = Away.all(picture);
    return away.isEmpty() || !isReached(picture, service.arn().clusterArn())
        ? NONE
        : new LostHosts(away, limit.get(), now);
  }

  private static boolean isReached(Picture picture, ClusterArn cluster) {
    return Instance.of(picture, cluster).stream()
        .anyMatch(i -> i.agentConnected() && i.status() == InstanceStatus.ACTIVE);
  }

  /// When a host that is away counts as lost, be that moment to come or past; null if it isn't
  /// away.
  @Nullable Instant lostAt(InstanceArn host) {
    Instant since = away.get(host.id());
    return since == null ? null : since.plus(limit);
  }

  /// Since when a host is away that counts as lost; null if it doesn't.
  @Nullable Instant lostSince(InstanceArn host) {
    Instant at = lostAt(host);
    return at == null || at.isAfter(now) ? null : away.get(host.id());
  }

  /// Says once of each lost host how many tasks of the service it has. Hosts are lost in the order
  /// in which they went away, so the last of them is all that has to be remembered.
  static void tell(ServiceChanges changes, Observed observed) {
    Service service = changes.service();
    Instant told = Objects.requireNonNullElse(service.standing().lostSince(), Instant.MIN);
    Map<String, List<Seen>> news =
        observed.tasks().stream()
            .filter(seen -> seen.lostSince() != null && seen.lostSince().isAfter(told))
            .collect(
                Collectors.groupingBy(
                    seen -> seen.task().instance().id(), TreeMap::new, Collectors.toList()));
    if (news.isEmpty()) {
      return;
    }
    Instant last =
        news.values().stream()
            .map(tasks -> since(tasks))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    changes.service(service.with(service.standing().losing(last)));
    String named =
        news.entrySet().stream()
            .limit(TOLD_MAX)
            .map(host -> words(host.getKey(), host.getValue()))
            .collect(Collectors.joining("; "));
    int more = news.size() - TOLD_MAX;
    changes.event(
        "has tasks on lost hosts, which are to be replaced elsewhere: "
            + named
            + (more > 0 ? "; and on " + more + " more." : "."));
  }

  private static String words(String host, List<Seen> tasks) {
    return "%d on (container-instance %s), whose agent has not been connected since %s"
        .formatted(tasks.size(), host, since(tasks));
  }

  private static Instant since(List<Seen> ofOneHost) {
    return Objects.requireNonNull(ofOneHost.getFirst().lostSince());
  }
}
