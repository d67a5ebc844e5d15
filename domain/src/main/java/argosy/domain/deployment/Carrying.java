package argosy.domain.deployment;

import argosy.domain.cluster.Cluster;
import argosy.domain.deployment.Plan.Stopping;
import argosy.domain.id.InstanceArn;
import argosy.domain.instance.Instance;
import argosy.domain.network.AddressPool;
import argosy.domain.placement.Veto;
import argosy.domain.service.Deployment;
import argosy.domain.service.Revision;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceAction;
import argosy.domain.service.ServiceChanges;
import argosy.domain.service.Standing;
import argosy.domain.state.Change;
import argosy.domain.state.Effect;
import argosy.domain.state.Picture;
import argosy.domain.task.Ground;
import argosy.domain.task.Posts;
import argosy.domain.task.Recruits;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.taskdef.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PlacementStrategyType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/// Starts and stops tasks of a service, and says so.
final class Carrying {

  /// So many tasks a pass starts or stops at most, so that one service never holds up the others.
  static final int PASS_MAX = 200;

  /// The same complaint is repeated after this.
  private static final Duration COMPLAIN_AGAIN = Duration.ofHours(1);

  /// As ECS, which spreads tasks of services over zones; over instances too, since they may die.
  private static final List<PlacementStrategy> SPREAD =
      List.of(
          PlacementStrategy.builder()
              .type(PlacementStrategyType.SPREAD)
              .field("attribute:ecs.availability-zone")
              .build(),
          PlacementStrategy.builder()
              .type(PlacementStrategyType.SPREAD)
              .field("instanceId")
              .build());

  private final Picture picture;
  private final ServiceChanges changes;
  private final Instant now;
  private final AddressPool addresses;
  private final List<Change> put = new ArrayList<>();
  private boolean roomComes;
  private int done;
  private boolean cut;

  Carrying(Picture picture, ServiceChanges changes) {
    this.picture = picture;
    this.addresses = AddressPool.of(picture);
    this.changes = changes;
    this.now = changes.now();
  }

  /// As it is after what was started and stopped.
  private Picture soFar() {
    return put.isEmpty() ? picture : picture.apply(put);
  }

  private void put(Task task) {
    changes.put(task, new Effect.TellAgent(task.instance(), task.arn()));
    put.add(new Change.Put(task));
  }

  /// True if nothing was started or stopped.
  boolean isIdle() {
    return done == 0;
  }

  /// True if tasks that found no room on Fargate will find some, as others stop.
  boolean isRoomComing() {
    return roomComes;
  }

  /// True if there was more to do than a pass may.
  boolean isCut() {
    return cut;
  }

  /// @return whether some are left for the next pass
  boolean stopAll(List<Seen> tasks, String reason) {
    return stop(tasks.stream().map(seen -> new Stopping(seen, reason)).toList());
  }

  /// @return whether some are left for the next pass
  boolean stop(List<Stopping> stops) {
    List<Stopping> some = stops.subList(0, Math.min(stops.size(), PASS_MAX - done));
    for (Stopping stop : some) {
      Task task = stop.seen().task();
      put(task.stopping(new Stop(StopCode.SERVICE_SCHEDULER_INITIATED, stop.reason()), now));
    }
    tell("stopped", " running", some.stream().map(stop -> stop.seen().task()).toList());
    done += some.size();
    cut |= some.size() < stops.size();
    return some.size() < stops.size();
  }

  /// @param of what their tasks are to be of
  /// @return how many found no place
  int start(int count, Deployment of, Observed observed) {
    Optional<Cluster> cluster = Cluster.active(picture, changes.service().arn().clusterArn());
    if (count == 0 || cluster.isEmpty()) {
      return 0;
    }
    Optional<Recruits.Wish> wish = wish(of);
    if (wish.isEmpty()) {
      return count;
    }
    return switch (Recruits.of(
        ground(cluster.get()), wish.get(), observed.byProvider(), changes.random())) {
      case Recruits.Found.Refused(var error) -> {
        unplaced(error.message(), "was unable to place a task: " + error.message());
        yield count;
      }
      case Recruits.Found.Ready(Recruits recruits) -> start(recruits, count);
    };
  }

  private Ground ground(Cluster cluster) {
    return new Ground(soFar(), cluster, now);
  }

  /// The instances that are each to have a task; empty if nobody can tell, and then it is said why.
  Optional<Stations> stations() {
    Optional<Cluster> cluster = Cluster.active(picture, changes.service().arn().clusterArn());
    Optional<Recruits.Wish> wish =
        cluster.flatMap(_ -> wish(changes.service().primary().orElseThrow()));
    if (wish.isEmpty()) {
      return Optional.empty();
    }
    return switch (Posts.of(picture, cluster.orElseThrow(), wish.get())) {
      case Posts.Found.Refused(var error) -> {
        unplaced(error.message(), "was unable to place a task: " + error.message());
        yield Optional.empty();
      }
      case Posts.Found.Ready(Posts posts) ->
          Optional.of(new Stations(picture, cluster.orElseThrow(), posts));
    };
  }

  /// What is asked of tasks of a deployment; empty if their definition is gone, and then that is
  /// said.
  private Optional<Recruits.Wish> wish(Deployment of) {
    Service service = changes.service();
    Optional<Revision> revision = picture.find(Revision.key(of.revision(service.arn())));
    Optional<Definition> definition =
        revision.flatMap(r -> picture.find(Definition.key(r.definition())));
    if (definition.isEmpty()) {
      unplaced("definition", "was unable to place a task: its task definition is gone.");
      return Optional.empty();
    }
    return Optional.of(wish(service, of, revision.get(), definition.get()));
  }

  /// Starts a daemon's tasks on instances that lack them.
  ///
  /// @return why some of the instances can't have one now
  Map<InstanceArn, Veto> start(List<InstanceArn> posts, Stations stations) {
    List<InstanceArn> some = posts.subList(0, Math.min(posts.size(), PASS_MAX - done));
    Stations.Filled filled = stations.fill(some, now, changes.random());
    begin(filled.tasks());
    cut |= some.size() < posts.size();
    return filled.vetoes();
  }

  private int start(Recruits recruits, int count) {
    int allowed = Math.min(count, PASS_MAX - done);
    List<Task> started = recruits.take(allowed, changes.random());
    begin(started);
    recruits.givingWay().forEach(this::put);
    roomComes |= recruits.isRoomComing();
    if (started.size() < allowed) {
      complain(recruits);
      return count - started.size();
    }
    cut |= allowed < count;
    return 0;
  }

  /// Starts one task more than the service wants, if its place is one that should have it.
  void startOneMore(Deployment of, Observed observed) {
    Optional<Cluster> cluster = Cluster.active(picture, changes.service().arn().clusterArn());
    Optional<Recruits.Wish> wish = cluster.flatMap(_ -> wish(of));
    if (wish.isPresent()
        && Recruits.of(
                ground(cluster.orElseThrow()), wish.get(), observed.byProvider(), changes.random())
            instanceof Recruits.Found.Ready(Recruits recruits)) {
      recruits
          .next(changes.random())
          .filter(task -> Rebalance.helps(task, observed.alive()))
          .ifPresent(task -> begin(List.of(task)));
    }
  }

  private void begin(List<Task> started) {
    started.forEach(this::put);
    tell("started", "", started);
    done += started.size();
  }

  private Recruits.Wish wish(
      Service service, Deployment deployment, Revision revision, Definition definition) {
    @Nullable PropagateTags propagate = service.spec().propagateTags();
    return new Recruits.Wish(
        definition,
        service.group(),
        deployment.name(),
        propagate == PropagateTags.SERVICE ? service.tags() : List.of(),
        propagate,
        Boolean.TRUE.equals(service.spec().enableECSManagedTags()),
        revision.spec().launchType(),
        revision.spec().capacityProviderStrategy(),
        revision.constraints(),
        revision.strategies().isEmpty()
                && service.spec().schedulingStrategy() != SchedulingStrategy.DAEMON
            ? SPREAD
            : revision.strategies(),
        revision.spec().networkConfiguration(),
        revision.spec().platformVersion(),
        addresses);
  }

  /// As ECS tells of tasks that it started or stopped.
  private void tell(String did, String which, List<Task> tasks) {
    if (!tasks.isEmpty()) {
      changes.event(
          "has %s %d%s tasks: %s."
              .formatted(
                  did,
                  tasks.size(),
                  which,
                  tasks.stream()
                      .map(task -> "(task " + task.arn().id() + ")")
                      .collect(Collectors.joining(" "))));
    }
  }

  private void complain(Recruits recruits) {
    Optional<String> exhausted = recruits.exhausted();
    if (exhausted.isPresent()) {
      unplaced(
          "addresses",
          "was unable to place a task because its subnets are full. " + exhausted.get());
      return;
    }
    if (recruits.lackFargate()) {
      unplaced("fargate", "was unable to place a task. Reason: " + Recruits.FARGATE_LACKS + ".");
      return;
    }
    Optional<String> empty = recruits.emptyProvider();
    if (recruits.areNowhere() || empty.isPresent()) {
      unplaced(
          "nowhere",
          "was unable to place a task because no container instances were found in your"
              + empty.map(name -> " capacity provider " + name + ".").orElse(" cluster."));
      return;
    }
    Map<Instance, Veto> vetoes = recruits.vetoes();
    Map<String, Integer> counts = new TreeMap<>();
    vetoes.values().forEach(veto -> counts.merge(veto.reason(), 1, Integer::sum));
    Closest closest = Closest.of(vetoes);
    unplaced(
        counts.keySet().toString(),
        "was unable to place a task because no container instance met all of its requirements."
            + " The closest matching (container-instance "
            + closest.instance().arn().id()
            + ") "
            + closest.words()
            + " Of "
            + vetoes.size()
            + " instances: "
            + counts);
  }

  /// Says why a task finds no place, unless it was just said.
  ///
  /// @param about what is in the way, without the figures that change all the time
  void unplaced(String about, String message) {
    complain(about, message, ServiceAction.SERVICE_TASK_PLACEMENT_FAILURE);
  }

  /// Says what else is in the way, unless it was just said.
  ///
  /// @param about what it is, without the figures that change all the time
  void complain(String about, String message) {
    complain(about, message, null);
  }

  private void complain(String about, String message, @Nullable ServiceAction action) {
    Standing standing = changes.service().standing();
    Instant last = standing.complainedAt();
    boolean isNew =
        !standing.complaint().equals(about)
            || Objects.requireNonNullElse(last, Instant.MIN).isBefore(now.minus(COMPLAIN_AGAIN));
    if (isNew) {
      changes.service(changes.service().with(standing.complaining(about, now)));
      changes.event(message, action);
    }
  }

  /// Nothing is in the way any more.
  void content() {
    Service service = changes.service();
    if (!service.standing().complaint().isEmpty()) {
      changes.service(service.with(service.standing().content()));
    }
  }
}
