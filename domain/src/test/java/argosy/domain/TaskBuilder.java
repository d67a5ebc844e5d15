package argosy.domain;

import argosy.domain.id.TaskArn;
import argosy.domain.id.TaskDefinitionArn;
import argosy.domain.placement.Reservation;
import argosy.domain.task.ContainerState;
import argosy.domain.task.Launch;
import argosy.domain.task.Stop;
import argosy.domain.task.StopCode;
import argosy.domain.task.Task;
import argosy.domain.task.TaskStatus;
import argosy.domain.task.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/// A task of `web:1` on instance `i1` of the default cluster, just made.
public final class TaskBuilder {
  private String id = "t1";
  private String cluster = "default";
  private String instance = "i1";
  private TaskStatus last = TaskStatus.PENDING;
  private Reservation reservation = new Reservation(256, 128, Set.of(), Set.of());
  private final List<ContainerState> containers = new ArrayList<>();
  private @Nullable Instant startedAt;
  private @Nullable Instant stoppedAt;
  private @Nullable Stop stop;
  private @Nullable String clientToken;
  private Map<String, List<String>> gpus = Map.of();
  private @Nullable Instant protectedUntil;
  private String group = "family:web";
  private @Nullable String startedBy;

  public static TaskBuilder aTask() {
    return new TaskBuilder();
  }

  public TaskBuilder id(String newId) {
    id = newId;
    return this;
  }

  public TaskBuilder in(String name) {
    cluster = name;
    return this;
  }

  public TaskBuilder on(String instanceId) {
    instance = instanceId;
    return this;
  }

  public TaskBuilder taking(Reservation taken) {
    reservation = taken;
    return this;
  }

  public TaskBuilder gpus(String container, String... ids) {
    gpus = Map.of(container, List.of(ids));
    return this;
  }

  public TaskBuilder clientToken(String token) {
    clientToken = token;
    return this;
  }

  public TaskBuilder protectedUntil(Instant moment) {
    protectedUntil = moment;
    return this;
  }

  /// A task of a service.
  ///
  /// @param deployment the name of the deployment that started it
  public TaskBuilder of(String service, String deployment) {
    group = "service:" + service;
    startedBy = deployment;
    return this;
  }

  public TaskBuilder essential(String name) {
    return container(name, true);
  }

  public TaskBuilder sidecar(String name) {
    return container(name, false);
  }

  private TaskBuilder container(String name, boolean essential) {
    containers.add(
        new ContainerState(
            name,
            "c-" + name,
            essential,
            ContainerState.Status.PENDING,
            null,
            null,
            null,
            null,
            List.of(),
            null));
    return this;
  }

  public TaskBuilder running() {
    last = TaskStatus.RUNNING;
    startedAt = Fixtures.NOON;
    return this;
  }

  public TaskBuilder stopping(StopCode code, String reason) {
    last = TaskStatus.STOPPING;
    stop = new Stop(code, reason);
    return this;
  }

  public TaskBuilder stoppedAt(Instant moment) {
    last = TaskStatus.STOPPED;
    stop = new Stop(StopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
    stoppedAt = moment;
    return this;
  }

  public Task build() {
    if (containers.isEmpty()) {
      essential("web");
    }
    var arn = new TaskArn(Fixtures.CELL, cluster, id);
    return new Task(
        arn,
        new TaskDefinitionArn(Fixtures.CELL, "web", 1),
        new argosy.domain.id.InstanceArn(Fixtures.CELL, cluster, instance),
        new Launch(
            group,
            startedBy,
            TaskOverride.builder().build(),
            List.of(),
            reservation,
            "us-east-1a",
            clientToken,
            null,
            LaunchType.EC2,
            null,
            gpus,
            null,
            null),
        last,
        stop == null ? TaskStatus.RUNNING : TaskStatus.STOPPED,
        containers,
        new Times(Fixtures.NOON, null, null, null, startedAt, null, null, stoppedAt),
        stop,
        protectedUntil,
        1);
  }
}
