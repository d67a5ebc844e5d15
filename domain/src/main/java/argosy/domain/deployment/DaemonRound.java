package argosy.domain.deployment;

import argosy.domain.cluster.Cluster;
import argosy.domain.daemon.Daemon;
import argosy.domain.daemon.DaemonDeployment;
import argosy.domain.deployment.Plan.Stopping;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.deployment.Seen.Fitness;
import argosy.domain.id.DaemonRevisionArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.placement.Veto;
import argosy.domain.service.Trial;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Posts;
import argosy.domain.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DaemonDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.DaemonRollback;

/// One pass over a managed daemon: what became of its tasks, what that means for its deployment,
/// what to start and stop, and which new instances take other tasks from now on.
final class DaemonRound {

  /// So many instances are named in a reason; of more, it says how many.
  private static final int NAMED_MAX = 5;

  private final Picture picture;
  private final Cluster cluster;
  private final Observed observed;
  private final Instant now;
  private final List<Change> changes = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private Daemon daemon;
  private DaemonDeployment deployment;
  private String trouble = "";
  private int done;
  private boolean cut;

  DaemonRound(Picture picture, Cluster cluster, Daemon daemon, Observed observed, Instant now) {
    this.picture = picture;
    this.cluster = cluster;
    this.daemon = daemon;
    this.observed = observed;
    this.now = now;
    this.deployment = picture.find(DaemonDeployment.key(daemon.deploymentArn())).orElseThrow();
  }

  Outcome<Reconciled> perform(RandomGenerator random) {
    Daemon before = daemon;
    DaemonDeployment begun = deployment;
    count();
    forgive();
    judge();
    Optional<Stations> stations = stations();
    stations.ifPresent(ground -> act(ground, random));
    stations.ifPresent(this::complete);
    tell();
    Optional<Instant> admits = stations.flatMap(this::admit);
    if (!deployment.equals(begun)) {
      changes.add(new Change.Put(deployment));
    }
    if (!daemon.equals(before)) {
      changes.add(new Change.Put(daemon));
    }
    return new Outcome.Accepted<>(changes, effects, new Reconciled(again(admits), cut));
  }

  /// Takes notice of the tasks that have stopped since the last pass.
  private void count() {
    Failures.Stopped stopped = Failures.Stopped.since(picture, daemon.owner(), daemon.counted());
    Trial trial = daemon.trial();
    for (Task task : stopped.tasks()) {
      Instant at = task.times().stoppedAt();
      if (at != null
          && daemon.target().equals(task.launch().startedBy())
          && Failures.isFailure(task)) {
        trial = trial.failing("task " + task.arn().id() + ": " + Failures.how(task), at);
      }
    }
    if (!stopped.tasks().isEmpty()) {
      daemon = daemon.with(trial).counted(stopped.position());
    }
  }

  /// A task that was started after the first failure of a row and does its work ends the count.
  private void forgive() {
    Instant since = daemon.trial().since();
    if (since != null
        && observed.tasks().stream()
            .anyMatch(seen ->
                seen.deployment().equals(daemon.target())
                    && seen.startedAt().isAfter(since)
                    && seen.isProven(now))) {
      daemon = daemon.with(daemon.trial().proven(true));
    }
  }

  /// Gives up on a deployment that fails too often, and goes back if there is somewhere to go.
  private void judge() {
    if (deployment.isOver()) {
      return;
    }
    int failures = daemon.trial().failed();
    int threshold = Breaker.ofDaemon(stations().map(Stations::desired).orElse(0));
    if (!deployment.isBack()) {
      deployment =
          deployment.counting(failures, threshold); // on its way back, what led there stays
    }
    if (failures < threshold) {
      return;
    }
    String why =
        "The circuit breaker has opened: "
            + failures
            + " tasks failed, the last one was "
            + daemon.trial().reason();
    String back = daemon.completed();
    if (deployment.isBack() || back == null || back.equals(daemon.target())) {
      deployment =
          deployment.with(
              deployment.isBack()
                  ? DaemonDeploymentStatus.ROLLBACK_FAILED
                  : DaemonDeploymentStatus.STOPPED,
              why,
              now);
      return;
    }
    deployment =
        deployment.back(
            DaemonRollback.builder()
                .reason(why)
                .startedAt(now)
                .rollbackTargetDaemonRevisionArn(
                    new DaemonRevisionArn(daemon.arn(), back).toString())
                .rollbackCapacityProviders(daemon.providers())
                .build(),
            why);
    daemon = daemon.towards(back, daemon.deployment());
  }

  private Optional<Stations> stations() {
    return switch (ReconcileDaemon.posts(picture, cluster, daemon)) {
      case Posts.Found.Refused(var error) -> {
        trouble = "No task can be placed: " + error.message();
        yield Optional.empty();
      }
      case Posts.Found.Ready(Posts posts) -> Optional.of(new Stations(picture, cluster, posts));
    };
  }

  private void act(Stations stations, RandomGenerator random) {
    boolean mayStart = !deployment.isFailed() && !daemon.trial().isPaused(now);
    DaemonPlan plan =
        stations.plan(observed.tasks(), daemon.target(), least(stations.desired()), mayStart);
    List<Stopping> stops = plan.stops();
    for (Stopping stop : stops.subList(0, some(stops))) {
      ReconcileDaemon.stop(stop.seen().task(), stop.reason(), now, changes, effects);
    }
    done += some(stops);
    List<InstanceArn> starts = plan.starts();
    Stations.Filled filled = stations.fill(starts.subList(0, some(starts)), now, random);
    for (Task task : filled.tasks()) {
      changes.add(new Change.Put(task));
      effects.add(new Effect.TellAgent(task.instance(), task.arn()));
    }
    done += filled.tasks().size();
    Map<InstanceArn, Veto> vetoes = new LinkedHashMap<>(filled.vetoes());
    if (mayStart) {
      vetoes.putAll(stations.cramped(observed.tasks(), daemon.target()));
    }
    trouble = trouble(vetoes, stations.desired());
  }

  private int some(List<?> all) {
    int count = Math.min(all.size(), Math.max(0, Carrying.PASS_MAX - done));
    cut |= count < all.size();
    return count;
  }

  /// `drainPercent` of the instances may be without their task at once, and one always may.
  private int least(int desired) {
    double percent = daemon.configuration().drainPercent();
    int batch = (int) Math.ceil(desired * percent / 100);
    return Math.max(0, desired - Math.max(1, batch));
  }

  private static String trouble(Map<InstanceArn, Veto> vetoes, int desired) {
    if (vetoes.isEmpty()) {
      return "";
    }
    String named =
        vetoes.entrySet().stream()
            .limit(NAMED_MAX)
            .map(entry ->
                "(container-instance "
                    + entry.getKey().id()
                    + ") "
                    + Closest.words(entry.getValue()))
            .collect(Collectors.joining(" "));
    int more = vetoes.size() - NAMED_MAX;
    return "No room for a task on %d of %d container instances: %s%s"
        .formatted(vetoes.size(), desired, named, more > 0 ? " And " + more + " more." : "");
  }

  /// Each instance has its task, all of the target, all healthy, and for as long as is asked for.
  private void complete(Stations stations) {
    if (deployment.isOver()) {
      return;
    }
    List<Seen> tasks = observed.only(seen -> seen.isAlive() && !seen.evicted());
    boolean whole =
        changes.isEmpty()
            && tasks.size() == stations.desired()
            && tasks.stream()
                .allMatch(s ->
                    s.is(Fitness.HEALTHY)
                        && s.isProven(now)
                        && s.deployment().equals(daemon.target()));
    Instant since = deployment.times().wholeAt();
    if (!whole) {
      deployment = deployment.wholeSince(null);
      return;
    }
    deployment = since == null ? deployment.wholeSince(now) : deployment;
    Instant baked = baked();
    if (baked != null && !baked.isAfter(now)) {
      daemon = daemon.done();
      deployment =
          deployment.isBack()
              ? deployment.with(
                  DaemonDeploymentStatus.ROLLBACK_SUCCESSFUL, deployment.reason(), now)
              : deployment.with(
                  DaemonDeploymentStatus.SUCCESSFUL, "Deployment completed successfully.", now);
    }
  }

  private @Nullable Instant baked() {
    Instant since = deployment.times().wholeAt();
    return since == null
        ? null
        : since.plus(Duration.ofMinutes(daemon.configuration().bakeTimeInMinutes()));
  }

  /// The reason of the newest deployment also says what is in the way now, since nothing else of a
  /// daemon can.
  private void tell() {
    String marked = " Now: ";
    String reason = deployment.reason();
    int at = reason.indexOf(marked);
    String plain = at < 0 ? reason : reason.substring(0, at);
    String told = trouble.isEmpty() ? plain : plain + marked + trouble;
    if (!told.equals(reason)) {
      deployment = deployment.with(deployment.status(), told, now);
    }
  }

  /// New instances take other tasks once the daemon runs there, or has kept them waiting too long.
  ///
  /// @return when the next one has waited too long
  private Optional<Instant> admit(Stations stations) {
    Admitting admitting = Admitting.of(picture, daemon, stations.instances(), observed, now);
    if (!admitting.admission().equals(daemon.admission())) {
      daemon = daemon.with(admitting.admission());
    }
    return Optional.ofNullable(admitting.again());
  }

  private Optional<Instant> again(Optional<Instant> admits) {
    Stream<@Nullable Instant> moments =
        Stream.concat(
            observed.tasks().stream().map(Seen::provenAt),
            Stream.of(
                    Optional.ofNullable(daemon.trial().retryAt()),
                    Optional.ofNullable(observed.graceEnds()),
                    deployment.isOver() ? Optional.<Instant>empty() : Optional.ofNullable(baked()),
                    admits)
                .flatMap(Optional::stream));
    return moments
        .flatMap(Stream::ofNullable)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }
}
