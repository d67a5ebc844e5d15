package argosy.domain.task;

import argosy.domain.capacity.CapacityProvider;
import argosy.domain.id.ClusterArn;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.state.Entity;
import argosy.domain.state.Index;
import argosy.domain.state.Invariant;
import argosy.domain.state.Key;
import argosy.domain.state.Kind;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;

/// A task: one run of a task definition's containers on an instance.
///
/// @param last the status last observed
/// @param desired RUNNING or STOPPED; never back to RUNNING
/// @param stop why it stops; null as long as it is meant to run
/// @param protectedUntil before this neither scaling in nor a deployment ends it; null if it never
///   was protected, or is no more
/// @param version grows with each change
public record Task(
    TaskArn arn,
    TaskDefinitionArn definition,
    InstanceArn instance,
    Launch launch,
    TaskStatus last,
    TaskStatus desired,
    List<ContainerState> containers,
    Times times,
    @Nullable Stop stop,
    @Nullable Instant protectedUntil,
    long version)
    implements Entity {

  /// The tasks of an instance that still hold something of it.
  public static final Index<Task> UNSTOPPED_ON =
      new Index<>(
          "task-unstopped-on",
          task ->
              task.isStopped()
                  ? Optional.empty()
                  : Optional.of(task.instance.cluster() + "/" + task.instance.id()));

  /// The tasks of a cluster that hold something of Fargate, whose hosts may be of another cluster.
  private static final Index<Task> UNSTOPPED_ON_FARGATE =
      new Index<>(
          "task-unstopped-on-fargate",
          task ->
              task.isStopped() || !task.isOnFargate()
                  ? Optional.empty()
                  : Optional.of(task.arn.cluster()));

  /// The Spot tasks that hold something of an instance.
  private static final Index<Task> UNSTOPPED_SPOT_ON =
      new Index<>(
          "task-unstopped-spot-on",
          task ->
              task.isStopped() || !task.isSpot()
                  ? Optional.empty()
                  : Optional.of(task.instance.cluster() + "/" + task.instance.id()));

  /// After all times.
  private static final String GIVING = "giving";

  /// The Spot tasks that gave way to Fargate's: by when they stopped, or that they still do.
  private static final Index<Task> GAVE_WAY =
      new Index<>(
          "task-gave-way",
          task ->
              task.stop == null || task.stop.code() != StopCode.SPOT_GAVE_WAY
                  ? Optional.empty()
                  : Optional.of(
                      Optional.ofNullable(task.times.stoppedAt())
                          .map(Index::ordered)
                          .orElse(GIVING)));

  /// The tasks that still need a definition, by the id of its key.
  static final Index<Task> UNSTOPPED_OF =
      new Index<>(
          "task-unstopped-of",
          task ->
              task.isStopped()
                  ? Optional.empty()
                  : Optional.of(Definition.key(task.definition).id()));

  /// The tasks that one request made, by its cluster and client token.
  static final Index<Task> BY_TOKEN =
      new Index<>(
          "task-by-token",
          task ->
              Optional.ofNullable(task.launch.clientToken())
                  .map(t -> task.arn.cluster() + "/" + t));

  /// The tasks of a service that still hold something, by the service's cluster and name.
  public static final Index<Task> UNSTOPPED_OF_SERVICE =
      new Index<>(
          "task-unstopped-of-service", task -> task.isStopped() ? Optional.empty() : task.owner());

  /// The stopped tasks of a service, by its cluster and name and by when they stopped.
  public static final Index<Task> STOPPED_OF_SERVICE =
      new Index<>(
          "task-stopped-of-service",
          task ->
              Optional.ofNullable(task.times.stoppedAt())
                  .flatMap(at -> task.owner().map(s -> s + " " + Index.ordered(at))));

  /// The stopped tasks by when they stopped, the first first.
  static final Index<Task> STOPPED =
      new Index<>(
          "task-stopped", task -> Optional.ofNullable(task.times.stoppedAt()).map(Index::ordered));

  public static final Kind<Task> KIND =
      new Kind<>(
          "task",
          Task.class,
          List.of(
              UNSTOPPED_ON,
              UNSTOPPED_ON_FARGATE,
              UNSTOPPED_SPOT_ON,
              GAVE_WAY,
              UNSTOPPED_OF,
              UNSTOPPED_OF_SERVICE,
              STOPPED_OF_SERVICE,
              BY_TOKEN,
              STOPPED));

  /// Before the name of a service, in the group of its tasks.
  static final String SERVICE = "service:";

  /// What the group of a managed daemon's tasks begins with.
  static final String DAEMON = "daemon:";

  public Task {
    Invariant.that(
        desired == TaskStatus.RUNNING || desired == TaskStatus.STOPPED,
        "a task wants to be RUNNING or STOPPED, not " + desired);
    Invariant.that(
        (desired == TaskStatus.STOPPED) == (stop != null), "who stops a task says why: " + arn);
    containers = List.copyOf(containers);
  }

  public static Key<Task> key(TaskArn arn) {
    return KIND.key(arn.cluster() + "/" + arn.id());
  }

  @Override
  public Key<Task> key() {
    return key(arn);
  }

  /// All tasks of a cluster that aren't stopped.
  public static Collection<Task> unstopped(Picture picture, ClusterArn cluster) {
    Collection<Task> there = picture.by(UNSTOPPED_ON, cluster.name() + "/", "");
    Collection<Task> fargate = picture.by(UNSTOPPED_ON_FARGATE, cluster.name());
    return picture.by(UNSTOPPED_ON_FARGATE, "", "").isEmpty()
        ? there
        : Stream.concat(there.stream().filter(task -> !task.isOnFargate()), fargate.stream())
            .toList();
  }

  /// True if its host is nobody's business.
  public boolean isOnFargate() {
    return launch.type() == LaunchType.FARGATE;
  }

  /// True if it has what Fargate leaves free, and gives way to it.
  public boolean isSpot() {
    return isOnFargate() && CapacityProvider.SPOT.equals(launch.capacityProvider());
  }

  /// The Spot tasks that hold something of an instance.
  static Collection<Task> spotOn(Picture picture, InstanceArn instance) {
    return picture.by(UNSTOPPED_SPOT_ON, instance.cluster() + "/" + instance.id());
  }

  /// Whether any Spot task holds something.
  static boolean anySpot(Picture picture) {
    return !picture.by(UNSTOPPED_SPOT_ON, "", "").isEmpty();
  }

  /// The Spot tasks that give way to Fargate's, or have done so since a moment.
  static Collection<Task> gaveWay(Picture picture, Instant since) {
    return picture.by(GAVE_WAY, "", Picture.behind(Index.ordered(since)));
  }

  /// All tasks that aren't stopped.
  public static Collection<Task> unstopped(Picture picture) {
    return picture.by(UNSTOPPED_ON, "", "");
  }

  /// All tasks of a cluster that are remembered, in the order of their ids.
  public static Collection<Task> of(Picture picture, ClusterArn cluster) {
    return picture.startingWith(KIND, cluster.name() + "/");
  }

  /// The tasks that hold something of an instance.
  public static Collection<Task> on(Picture picture, InstanceArn instance) {
    return picture.by(UNSTOPPED_ON, instance.cluster() + "/" + instance.id());
  }

  /// The ARN of one of its containers.
  ///
  /// @param id of the container's state
  public String containerArn(String id) {
    return arn.container(id);
  }

  /// The tasks of a service that aren't stopped.
  ///
  /// @param service its cluster and name, with a slash between
  public static Collection<Task> unstoppedOf(Picture picture, String service) {
    return picture.by(UNSTOPPED_OF_SERVICE, service);
  }

  /// The cluster and the name of the service that it is of, if it is of one.
  public Optional<String> service() {
    return launch.group().startsWith(SERVICE)
        ? Optional.of(arn.cluster() + "/" + launch.group().substring(SERVICE.length()))
        : Optional.empty();
  }

  /// The service or managed daemon that it is of: cluster and name, or cluster, `daemon:` and name.
  private Optional<String> owner() {
    return ofDaemon() ? Optional.of(arn.cluster() + "/" + launch.group()) : service();
  }

  /// Whether it was told to stop because its host is lost, and is counted on no more.
  boolean isGivenUp() {
    return stop != null && stop.isOfLostHost();
  }

  /// When it stops that stops now: after all of its owner's that have stopped, so that whoever
  /// counts them in that order comes to each.
  Instant stopsAt(Picture picture, Instant now) {
    return owner()
        .flatMap(of -> picture.lastFirstBy(STOPPED_OF_SERVICE, of + " ", "").stream().findFirst())
        .flatMap(last -> Optional.ofNullable(last.times.stoppedAt()))
        .map(last -> last.plusMillis(1))
        .filter(now::isBefore)
        .orElse(now);
  }

  /// True if it is of a managed daemon.
  public boolean ofDaemon() {
    return launch.group().startsWith(DAEMON);
  }

  /// Whether neither scaling in nor a deployment may end it now.
  public boolean isProtected(Instant now) {
    return protectedUntil != null && now.isBefore(protectedUntil);
  }

  /// @param until null if it is protected no more
  public Task protectedUntil(@Nullable Instant until) {
    return new Task(
        arn,
        definition,
        instance,
        launch,
        last,
        desired,
        containers,
        times,
        stop,
        until,
        version + 1);
  }

  public boolean isStopped() {
    return last == TaskStatus.STOPPED;
  }

  /// True if nothing but the version tells them apart.
  boolean isLike(Task other) {
    return equals(
        new Task(
            other.arn,
            other.definition,
            other.instance,
            other.launch,
            other.last,
            other.desired,
            other.containers,
            other.times,
            other.stop,
            other.protectedUntil,
            version));
  }

  public Task tagged(List<Tag> changed) {
    return new Task(
        arn,
        definition,
        instance,
        launch.tagged(changed),
        last,
        desired,
        containers,
        times,
        stop,
        protectedUntil,
        version + 1);
  }

  /// Wants it stopped for a reason; the first reason stays.
  public Task stopping(Stop why, Instant now) {
    return new Task(
        arn,
        definition,
        instance,
        launch,
        last.towards(TaskStatus.STOPPING),
        TaskStatus.STOPPED,
        containers,
        times.stopping(now),
        Objects.requireNonNullElse(stop, why),
        protectedUntil,
        version + 1);
  }

  Task with(TaskStatus status, List<ContainerState> newest, Times moments) {
    return new Task(
        arn,
        definition,
        instance,
        launch,
        last.towards(status),
        desired,
        newest,
        moments,
        stop,
        protectedUntil,
        version + 1);
  }
}
