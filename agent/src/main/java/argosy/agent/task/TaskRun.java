package argosy.agent.task;

import argosy.agent.ResourceFault;
import argosy.agent.runtime.Container;
import argosy.agent.runtime.Container.Health;
import argosy.agent.runtime.EngineFault;
import argosy.agent.runtime.EngineFault.Kind;
import argosy.agent.runtime.Runtime;
import argosy.agent.runtime.Runtime.Image;
import argosy.agent.task.ContainerState.Doing;
import argosy.agent.task.TaskState.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One task on its way: keeps its picture, performs the steps that are decided, and puts into the
/// picture what came of them.
final class TaskRun {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

  /// A stopped engine is asked again after this, after twice this, and so on up to the longest.
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final int PAUSE_DOUBLINGS_MAX = 5;
  private static final Duration CLEAN_PAUSE = Duration.ofSeconds(30);

  /// Docker may say that a container was killed for its memory a moment after it says that it
  /// ended.
  private static final Duration DOUBT = Duration.ofMillis(250);

  /// How long a report of a start has the processors for itself, before the container is looked at.
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);

  /// Under which failures of the network are counted, as those of containers are under their names.
  private static final String WIRE = "~network";

  private final Surroundings around;
  private final Owner owner;
  private final Map<String, Integer> misses = new HashMap<>();
  private final Set<String> stirred = new HashSet<>();
  private final Set<String> doubted = new HashSet<>();

  /// The containers of which nobody knows whether something was done to them.
  private final Set<String> unclear = new HashSet<>();

  private final Map<String, Integer> exitCodes = new HashMap<>();
  private TaskState state;
  private @Nullable SavedTask saved;
  private @Nullable Instant deadline;
  private boolean hurried;
  private boolean forgotten;

  TaskRun(TaskState state, Surroundings around, Owner owner) {
    this.state = state;
    this.around = around;
    this.owner = owner;
  }

  /// Who keeps the tasks of a host.
  interface Owner {
    /// The end of the task has been reported; its containers still stay for a while.
    void ended(TaskRun run);

    /// The health of a container has changed.
    void healthChanged();

    /// Nothing is left of the task.
    void cleaned(TaskRun run);
  }

  TaskState state() {
    return state;
  }

  void stop() {
    if (!state.stopping()) {
      LOG.info("task={} is to stop", state.arn());
      update(TaskState::stopWanted);
    }
  }

  /// Containers needn't stay once the end is reported.
  void hurry() {
    hurried = true;
    Told told = state.told();
    if (told.cleanAt() != null) {
      update(s -> s.told(told.cleanAt(around.loop().now())));
    }
  }

  /// Does what the task needs now. Harmless at any time.
  void advance() {
    if (forgotten) {
      return;
    }
    Instant now = around.loop().now();
    state = state.settled(now);
    List<Step> steps = NextSteps.next(state, now);
    state = NextSteps.begun(state, steps, now);
    save();
    steps.forEach(this::perform);
    if (!state.stopping()) {
      Dependencies.deadline(state, now)
          .filter(at -> !at.equals(deadline))
          .ifPresent(at -> {
            deadline = at;
            around.loop().after(Duration.between(now, at), this::advance);
          });
    }
  }

  void save() {
    SavedTask current = SavedTask.of(state);
    if (!current.equals(saved)) {
      saved = current;
      around.saves().put(SavedTask.name(state.arn()), current.text());
    }
  }

  /// Something happened to a container of the task.
  void stirred(ContainerState container) {
    if (container.doing() == Doing.CREATE || container.doing() == Doing.START) {
      stirred.add(container.name());
    } else if (!container.stopped()) {
      look(container.name());
    }
  }

  /// A container of the task has ended: with this code, if it can't be looked at any more.
  void died(ContainerState container, int exitCode) {
    exitCodes.put(container.name(), exitCode);
    stirred(container);
  }

  void look(String name) {
    inspect(
        name,
        found -> observed(name, found),
        e -> {
          LOG.warn("task={} container {}: {}", state.arn(), name, e.toString());
          around.loop().after(pause(name), () -> look(name));
        });
  }

  private void inspect(
      String name, Consumer<Optional<Container>> back, Consumer<Exception> failed) {
    String handle = state.container(name).handle();
    around.loop().outside(() -> around.runtime().inspect(handle), back, failed);
  }

  void observed(String name, Optional<Container> found) {
    boolean unexplained = !state.stopping() && found.filter(Container::wasKilled).isPresent();
    if (unexplained && !name.equals(Pause.NAME) && doubted.add(name)) {
      around.loop().after(DOUBT, () -> look(name));
      return;
    }
    update(s ->
        found.isPresent()
            ? Observation.seen(s, name, found.get())
            : s.with(name, c -> c.id() == null ? c : c.removed(exitCodes.get(name))));
  }

  private void update(UnaryOperator<TaskState> change) {
    if (!forgotten) {
      List<Health> before = state.health();
      state = change.apply(state);
      if (!state.health().equals(before)) {
        owner.healthChanged();
      }
      advance();
    }
  }

  private void perform(Step step) {
    LOG.debug("task={} {}", state.arn(), step);
    switch (step) {
      case Step.Pull(var name, var image) ->
          around.pulls().pull(image, got -> pulled(name, got), why -> gaveUp(name, why));
      case Step.Create(var name) -> around.saves().then(() -> create(name));
      case Step.Start(var name, var id) -> start(name, id);
      case Step.Stop(var name, var id, var timeout) ->
          around
              .loop()
              .outside(
                  () -> EngineCalls.stop(around.runtime(), id, timeout),
                  found -> idle(name, found),
                  e -> unclear(name, e));
      case Step.Attach _ -> attach();
      case Step.Detach _ -> detach();
      case Step.Report(var change) ->
          around.outbox().submit(change.request(), () -> reported(change));
      case Step.Remove(var ids) -> remove(ids);
    }
  }

  private void attach() {
    TaskState task = state;
    around
        .loop()
        .outside(
            () -> WireCalls.attach(around.network(), around.runtime(), task),
            reached -> update(s -> s.wire(reached)),
            e -> {
              LOG.warn("task={} has no network: {}", state.arn(), e.toString());
              if (state
                  .began()) { // what runs may be connected all the same, and isn't ended for it
                wireAgain();
              } else {
                String reason = "ResourceInitializationError: " + e.getMessage();
                update(s -> s.wire(WireStatus.WANTED).refused(reason));
              }
            });
  }

  private void detach() {
    TaskState task = state;
    around
        .loop()
        .outside(
            () -> WireCalls.detach(around.network(), task),
            reached -> update(s -> s.wire(reached)),
            e -> {
              LOG.warn("task={} keeps its network for now: {}", state.arn(), e.toString());
              wireAgain();
            });
  }

  private void wireAgain() {
    around.loop().after(pause(WIRE), () -> update(s -> s.wire(WireStatus.WANTED)));
  }

  private void pulled(String name, Image image) {
    update(s -> s.pullEnded(around.loop().now()).with(name, c -> c.doing(null).pulled(image)));
  }

  private void gaveUp(String name, String reason) {
    LOG.warn("task={} container {}: {}", state.arn(), name, reason);
    update(
        s -> s.pullEnded(around.loop().now()).with(name, c -> c.doing(null).stopped(null, reason)));
  }

  private void create(String name) {
    try {
      Making making = Making.of(state, state.container(name), around);
      around
          .turns()
          .last(
              () -> EngineCalls.create(around.runtime(), making),
              id -> {
                misses.remove(name);
                update(s -> s.with(name, c -> c.doing(null).created(id)));
              },
              e -> failed(name, "CannotCreateContainerError", e));
    } catch (IllegalArgumentException e) {
      around.loop().post(() -> gaveUp(name, String.valueOf(e.getMessage())));
    }
  }

  private void start(String name, String id) {
    exitCodes.remove(name); // of the time before a restart
    doubted.remove(name);
    Runtime engine = around.runtime();
    Optional<Making> again = again(state.container(name));
    Consumer<Exception> failed = e -> failed(name, "CannotStartContainerError", e);
    var turns = around.turns();
    if (state.container(name).publishes()) {
      turns.first(() -> EngineCalls.start(engine, id, again), it -> started(name, it), failed);
    } else {
      turns.first(() -> EngineCalls.begin(engine, id, again), it -> begun(name, it), failed);
    }
  }

  /// How to make a container again that has never run.
  private Optional<Making> again(ContainerState container) {
    try {
      return container.mayBeRemade()
          ? Optional.of(Making.of(state, container, around))
          : Optional.empty();
    } catch (IllegalArgumentException e) { // what it was made with isn't there any more
      return Optional.empty();
    }
  }

  /// Nothing of it has to be told with its start, so that is told before it is looked at.
  private void begun(String name, String id) {
    misses.remove(name);
    boolean stirredSince = stirred.remove(name);
    update(s -> s.with(name, c -> c.doing(null).created(id).started(Optional.empty())));
    around.loop().after(stirredSince ? Duration.ZERO : FIRST_LOOK, () -> look(name));
  }

  /// A container that was started did run, even if it has ended since: that is reported first.
  private void started(String name, Optional<Container> found) {
    misses.remove(name);
    update(s -> s.with(name, c -> c.doing(null).started(found)));
    if (found.isEmpty() || found.get().phase() != Container.Phase.RUNNING) {
      observed(name, found);
    } else if (stirred.remove(name)) {
      look(name);
    }
  }

  /// Nothing is under way for the container any more, and this is how it is.
  private void idle(String name, Optional<Container> found) {
    state = state.with(name, c -> c.doing(null));
    observed(name, found);
  }

  private void failed(String name, String error, Exception e) {
    boolean unanswered =
        e instanceof EngineFault fault
            ? fault.kind() == Kind.UNREACHABLE
            : e instanceof IOException;
    if (e instanceof ResourceFault) {
      gaveUp(name, String.valueOf(e.getMessage()));
    } else if (unanswered) {
      unclear(name, e);
    } else {
      gaveUp(name, error + ": " + e.getMessage());
    }
  }

  /// Whether something was done to a container is unknown: look before anything else is done.
  private void unclear(String name, Exception e) {
    LOG.warn("task={} container {}: {}", state.arn(), name, e.toString());
    unclear.add(name);
    around.loop().after(pause(name), () -> clarify(name));
  }

  /// The engine answers, so what is unclear needn't wait any longer.
  void engineAnswers() {
    List.copyOf(unclear).forEach(this::clarify);
  }

  private void clarify(String name) {
    if (unclear.remove(name)) {
      inspect(name, found -> idle(name, found), e -> unclear(name, e));
    }
  }

  private Duration pause(String name) {
    int before = misses.merge(name, 1, Integer::sum) - 1;
    return FIRST_PAUSE.multipliedBy(1L << Math.min(before, PAUSE_DOUBLINGS_MAX));
  }

  private void reported(StateChange change) {
    Map<String, String> words = new HashMap<>(state.told().containers());
    words.putAll(change.containers());
    boolean ended = change.word().equals("STOPPED");
    Instant now = around.loop().now();
    Instant cleanAt = ended ? cleanAt(now) : null;
    update(s -> s.told(new Told(change.word(), words, false, cleanAt, false)));
    if (cleanAt != null) {
      around.loop().after(Duration.between(now, cleanAt), this::advance);
      owner.ended(this);
    }
  }

  private Instant cleanAt(Instant now) {
    Instant stopped = state.times().executionStopped();
    Instant due = (stopped == null ? now : stopped).plus(around.cleanupWait());
    return hurried || due.isBefore(now) ? now : due;
  }

  private void remove(List<String> ids) {
    List<String> volumes = TaskVolumes.owned(around.place().host(), state.payload());
    String group = state.id();
    around
        .loop()
        .outside(
            () -> {
              EngineCalls.remove(around.runtime(), ids, volumes, group);
              around.network().part(ids);
              return ids.size();
            },
            _ -> {
              forgotten = true;
              around.saves().delete(SavedTask.name(state.arn()));
              owner.cleaned(this);
            },
            e -> {
              LOG.warn("task={} can't be cleaned up yet: {}", state.arn(), e.toString());
              state = state.told(state.told().cleaning(false));
              around.loop().after(CLEAN_PAUSE, this::advance);
            });
  }
}
