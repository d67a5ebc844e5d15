package argosy.domain.deployment;

import argosy.domain.cluster.Cluster;
import argosy.domain.deployment.DaemonPlan.Ground;
import argosy.domain.id.InstanceArn;
import argosy.domain.placement.Veto;
import argosy.domain.service.Service;
import argosy.domain.state.Picture;
import argosy.domain.task.Posts;
import argosy.domain.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The instances that a daemon is to be on, and what a pass finds there.
final class Stations {
  private final Picture picture;
  private final Cluster cluster;
  private final Posts posts;

  Stations(Picture picture, Cluster cluster, Posts posts) {
    this.picture = picture;
    this.cluster = cluster;
    this.posts = posts;
  }

  Set<InstanceArn> instances() {
    return posts.instances();
  }

  /// How many tasks there are to be.
  int desired() {
    return posts.instances().size();
  }

  /// What there is to do.
  DaemonPlan plan(List<Seen> tasks, String primary, int least, boolean mayStart) {
    return DaemonPlan.of(tasks, primary, ground(tasks, primary), least, mayStart);
  }

  private Ground ground(List<Seen> tasks, String primary) {
    Set<InstanceArn> busy = new HashSet<>();
    Set<InstanceArn> cramped = new HashSet<>();
    for (Seen seen : tasks) {
      InstanceArn at = seen.task().instance();
      if (!posts.instances().contains(at)) {
        if (seen.evicted() && isBusy(at)) {
          busy.add(at);
        }
      } else if (!seen.deployment().equals(primary)
          && posts.veto(at, List.of(seen.task())).isPresent()) {
        cramped.add(at);
      }
    }
    return new Ground(posts.instances(), busy, cramped);
  }

  /// Whether tasks live on an instance that are no daemons'.
  private boolean isBusy(InstanceArn at) {
    Set<String> daemons = new HashSet<>();
    Service.daemons(picture, cluster.arn()).forEach(service -> daemons.add(service.group()));
    return Task.on(picture, at).stream()
        .filter(task -> !task.isDaemons())
        .map(task -> task.launch().group())
        .anyMatch(group -> !daemons.contains(group));
  }

  /// Tasks for some of the posts, and why the others can't have theirs.
  record Filled(List<Task> tasks, Map<InstanceArn, Veto> vetoes) {}

  Filled fill(List<InstanceArn> starts, Instant now, RandomGenerator random) {
    List<Task> tasks = new ArrayList<>();
    Map<InstanceArn, Veto> vetoes = new LinkedHashMap<>();
    for (InstanceArn at : starts) {
      Optional<Veto> veto = posts.veto(at, List.of());
      veto.ifPresentOrElse(why -> vetoes.put(at, why), () -> tasks.add(posts.on(at, now, random)));
    }
    return new Filled(tasks, vetoes);
  }

  /// Why the posts where an old task has to stay can't have a new one.
  Map<InstanceArn, Veto> cramped(List<Seen> tasks, String primary) {
    Map<InstanceArn, Veto> vetoes = new LinkedHashMap<>();
    for (Seen seen : tasks) {
      InstanceArn at = seen.task().instance();
      if (seen.isAlive() && !seen.deployment().equals(primary) && posts.instances().contains(at)) {
        posts.veto(at, List.of(seen.task())).ifPresent(veto -> vetoes.put(at, veto));
      }
    }
    return vetoes;
  }
}
