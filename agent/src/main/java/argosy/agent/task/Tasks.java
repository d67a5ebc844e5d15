package argosy.agent.task;

import argosy.agent.AgentStatus.TaskStatus;
import argosy.agent.HostNetwork;
import argosy.agent.runtime.Container;
import argosy.agent.task.ContainerState.Doing;
import argosy.wire.acs.PayloadTask;
import argosy.wire.acs.RoleCredentials;
import argosy.wire.tcs.TcsMessage.ContainerHealth;
import argosy.wire.tcs.TcsMessage.TaskHealth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// The tasks of a host, from the payload that brought them until nothing is left of them.
public final class Tasks implements TaskRun.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

  /// Stopped tasks whose containers are kept. Each keeps a writable layer and a log on disk, and
  /// the engine's listings grow slow with thousands; so many are enough to look back at.
  private static final int STOPPED_MAX = 200;

  /// Tasks that are over for good: a payload that was under way meanwhile must not run them again.
  private static final int FORGOTTEN_MAX = 10_000;

  private final Surroundings around;
  private final Map<String, TaskRun> runs = new LinkedHashMap<>();
  private final Queue<TaskRun> ended = new ArrayDeque<>();
  private final Set<String> forgotten = new LinkedHashSet<>();
  private final List<Runnable> whenGone = new ArrayList<>();
  private Runnable whenHealthChanges = () -> {};
  private boolean leaving;

  public Tasks(Surroundings around) {
    this.around = around;
  }

  /// Takes up what an earlier agent left: in the engine, and in the checkpoint.
  public void adopt(List<Container> found, Map<String, String> texts) {
    Map<String, List<Container>> byTask =
        found.stream()
            .collect(Collectors.groupingBy(c -> c.labels().getOrDefault(Labels.TASK_ARN, "")));
    Map<String, SavedTask> saved = new LinkedHashMap<>();
    texts.forEach((name, text) -> read(name, text).ifPresent(s -> saved.put(s.payload().arn(), s)));
    for (Container container : found) {
      Labels.task(container)
          .ifPresentOrElse(
              task ->
                  saved.putIfAbsent(task.arn(), new SavedTask(task, false, false, "", Map.of())),
              () -> LOG.warn("container {} has no readable task, left alone", container.name()));
    }
    saved.forEach((arn, task) -> {
      List<Container> its = byTask.getOrDefault(arn, List.of());
      LOG.info("task={} is taken up with {} containers", arn, its.size());
      TaskState state = task.restored(around.place(), its, around.loop().now());
      runs.put(arn, new TaskRun(state, around, this));
      expectCredentials(state.payload());
    });
    List.copyOf(runs.values()).forEach(TaskRun::advance);
  }

  /// Runs or stops a task; of one that is known already, only the wish to stop it counts.
  ///
  /// @param unhonoured members of the task on the wire that this agent doesn't know
  public void accept(PayloadTask told, List<String> unhonoured) {
    PayloadTask task = told.withoutSecrets();
    TaskRun known = runs.get(task.arn());
    if (known != null) {
      if (task.desiredStatus().equals("STOPPED")) {
        known.stop();
      } else if (!known.state().stopping()) {
        keepCredentials(told);
      }
      return;
    }
    if (forgotten.contains(task.arn())) {
      LOG.info("task={} is over, its payload comes too late", task.arn());
      return;
    }
    keepCredentials(told);
    TaskState state =
        TaskState.of(task, around.place().host(), Pause.isWanted(task, around.place()));
    Optional<String> refusal = TaskCheck.refusal(task, unhonoured);
    if (refusal.isEmpty() && task.networkInterface().isPresent() && !around.network().isHere()) {
      refusal = Optional.of(TaskCheck.NO_NETWORK);
    }
    if (refusal.isPresent()) {
      LOG.warn("task={} refused: {}", task.arn(), refusal.get());
      state = state.refused(refusal.get());
    }
    TaskRun run = new TaskRun(leaving ? state.stopWanted() : state, around, this);
    LOG.info("task={} accepted, {} containers", task.arn(), task.containers().size());
    runs.put(task.arn(), run);
    run.save();
    run.advance();
  }

  private void keepCredentials(PayloadTask told) {
    credentials(told)
        .filter(RoleCredentials::whole)
        .forEach(it -> around.credentials().put(told.arn(), it));
  }

  private void expectCredentials(PayloadTask saved) {
    credentials(saved).forEach(it -> around.credentials().expect(saved.arn(), it.credentialsId()));
  }

  private static Stream<RoleCredentials> credentials(PayloadTask task) {
    return Stream.of(task.roleCredentials(), task.executionRoleCredentials())
        .filter(Objects::nonNull);
  }

  /// Takes credentials that follow those of the payload.
  ///
  /// @return false if there is no such task, or they are good for nothing
  public boolean renew(String task, RoleCredentials told) {
    TaskRun run = runs.get(task);
    if (run == null || run.state().stopping() || !told.whole()) {
      return false;
    }
    around.credentials().put(task, told);
    return true;
  }

  /// The credentials that a container or the engine asks for under an id. Any thread may ask.
  public Optional<RoleCredentials> credentials(String id) throws InterruptedException {
    return around.credentials().find(id);
  }

  /// What the tasks are connected by.
  public HostNetwork network() {
    return around.network();
  }

  /// Runs something when all that was accepted is kept.
  public void whenSaved(Runnable work) {
    around.saves().then(work);
  }

  public void stop(String arn) {
    TaskRun run = runs.get(arn);
    if (run != null) {
      run.stop();
    }
  }

  /// Something happened to a container.
  public void stirred(String containerId) {
    find(containerId, TaskRun::stirred);
  }

  /// A container's process has ended.
  public void died(String containerId, int exitCode) {
    find(containerId, (run, container) -> run.died(container, exitCode));
  }

  private void find(String containerId, BiConsumer<TaskRun, ContainerState> found) {
    for (TaskRun run : runs.values()) {
      for (ContainerState container : run.state().containers()) {
        if (containerId.equals(container.id())) {
          found.accept(run, container);
          return;
        }
      }
    }
  }

  /// Compares all tasks with all containers that there are.
  public void compare(List<Container> found) {
    Map<String, Container> byId = new HashMap<>();
    found.forEach(container -> byId.put(container.id(), container));
    for (TaskRun run : List.copyOf(runs.values())) {
      run.engineAnswers();
      for (ContainerState container : run.state().containers()) {
        boolean busy = container.doing() == Doing.CREATE || container.doing() == Doing.START;
        if (container.id() == null || container.stopped() || busy) {
          continue;
        }
        Container seen = byId.get(container.id());
        if (seen != null) {
          run.observed(container.name(), Optional.of(seen));
        } else {
          run.look(container.name()); // the list may be older than the container
        }
      }
    }
  }

  /// The tasks that are wanted running.
  public List<String> wanted() {
    return runs.values().stream()
        .map(TaskRun::state)
        .filter(task -> !task.stopping())
        .map(TaskState::arn)
        .toList();
  }

  /// The names of the images of all tasks that haven't stopped.
  public Set<String> images() {
    return runs.values().stream()
        .map(TaskRun::state)
        .filter(task -> !task.stopped())
        .flatMap(task -> task.containers().stream())
        .map(container -> container.spec().image())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Stops everything, and runs nothing more.
  ///
  /// @param gone runs when nothing is left of any task
  public void leave(Runnable gone) {
    leaving = true;
    whenGone.add(gone);
    Collection<TaskRun> all = List.copyOf(runs.values());
    all.forEach(TaskRun::hurry);
    all.forEach(TaskRun::stop);
    completeIfGone();
  }

  public List<TaskView> views() {
    return runs.values().stream().map(run -> TaskView.of(run.state(), around.place())).toList();
  }

  public List<TaskStatus> status() {
    return runs.values().stream().map(TaskRun::state).map(Tasks::status).toList();
  }

  @Override
  public void ended(TaskRun run) {
    LOG.info("task={} has stopped, and that is known", run.state().arn());
    around.credentials().forget(run.state().arn());
    if (leaving) {
      run.hurry();
    }
    ended.add(run);
    if (ended.size() > STOPPED_MAX) {
      ended.remove().hurry();
    }
  }

  /// The health of the containers that have a health check and run.
  public List<TaskHealth> health() {
    return runs.values().stream()
        .map(TaskRun::state)
        .map(Tasks::health)
        .filter(task -> !task.containers().isEmpty())
        .toList();
  }

  /// Runs something whenever the health of a container has changed.
  public void whenHealthChanges(Runnable work) {
    whenHealthChanges = work;
  }

  @Override
  public void healthChanged() {
    whenHealthChanges.run();
  }

  @Override
  public void cleaned(TaskRun run) {
    ended.remove(run);
    runs.remove(run.state().arn());
    forgotten.add(run.state().arn());
    if (forgotten.size() > FORGOTTEN_MAX) {
      forgotten.remove(forgotten.iterator().next());
    }
    completeIfGone();
  }

  private void completeIfGone() {
    if (leaving && runs.isEmpty()) {
      whenGone.forEach(around.saves()::then);
      whenGone.clear();
    }
  }

  private static Optional<SavedTask> read(String name, String text) {
    if (!SavedTask.isName(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SavedTask.JSON.readValue(text, SavedTask.class));
    } catch (JacksonException e) {
      LOG.error("{} in the checkpoint can't be read: {}", name, e.getOriginalMessage());
      return Optional.empty();
    }
  }

  private static TaskHealth health(TaskState task) {
    return new TaskHealth(
        task.arn(),
        task.payload().family(),
        task.payload().version(),
        task.containers().stream()
            .filter(c -> c.hasHealth() && c.known() == ContainerStatus.RUNNING)
            .map(c -> new ContainerHealth(c.name(), c.life().health().name(), null))
            .toList());
  }

  private static TaskStatus status(TaskState task) {
    return new TaskStatus(
        task.arn(),
        task.payload().family(),
        task.payload().version(),
        task.stopping() ? "STOPPED" : "RUNNING",
        task.known().word(),
        task.members().stream().map(ContainerState::dockerName).toList());
  }
}
