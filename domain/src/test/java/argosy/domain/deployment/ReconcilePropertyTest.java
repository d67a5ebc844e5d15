package argosy.domain.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.Seeds;
import argosy.domain.deployment.ReconcileService.Reconciled;
import argosy.domain.service.Deployment;
import argosy.domain.service.Deployment.State;
import argosy.domain.service.Rollout;
import argosy.domain.service.Service;
import argosy.domain.service.ServiceStatus;
import argosy.domain.state.Change;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever users, agents and hosts do to a service. `-Dargosy.long=true` takes many more seeds.
class ReconcilePropertyTest {
  private static final boolean LONG = Boolean.getBoolean("argosy.long");
  private static final int SEEDS = LONG ? 20_000 : 4_000;
  private static final int STEPS = 60;

  /// More than anything takes that ends: a pass that acts, one that sees it done, and one more.
  private static final int PASSES_MAX = 6;

  /// Each lets all agents do all they can, or waits for what comes true by time alone.
  private static final int ROUNDS_MAX = 300;

  /// Within less than this nothing that was said is said again.
  private static final Duration BEFORE_REPEATED = Duration.ofMinutes(30);

  private final Set<String> endings = new TreeSet<>();

  /// Safety, after each pass.
  @Test
  void promisesAreKeptAtEveryInstant() {
    Seeds.forAll(
        SEEDS,
        random -> {
          var world = new SmallWorld(random);
          for (int step = 0; step < STEPS; step++) {
            world.step();
            if (random.nextInt(4) > 0) {
              checkedPass(world);
            }
          }
        });
  }

  /// Liveness: once nothing goes wrong any more, every deployment ends.
  @Test
  void everyDeploymentEnds() {
    Seeds.forAll(
        SEEDS,
        random -> {
          SmallWorld world = troubled(random);
          world.calm();
          settle(world);
          endings.add(ending(world));
          if (world.hasLost()) {
            endings.add("lost");
          }
        });
    assertTrue(
        endings.containsAll(List.of("COMPLETED", "FAILED", "stuck", "gone", "lost"))
            || Long.getLong("seed") != null,
        () -> "the stories are too tame: " + endings);
  }

  /// What was decided once is not decided again, now or before the time that was said.
  @Test
  void passesConverge() {
    Seeds.forAll(
        SEEDS,
        random -> {
          SmallWorld world = troubled(random);
          Optional<Instant> again = untilStill(world);
          Instant soon = world.now().plus(BEFORE_REPEATED);
          Instant last = again.filter(soon::isAfter).map(at -> at.minusMillis(1)).orElse(soon);
          if (last.isAfter(world.now())) {
            world.waitUntil(last);
            assertEquals(List.of(), world.pass().changes(), () -> "by time alone");
          }
        });
  }

  private static SmallWorld troubled(RandomGenerator random) {
    var world = new SmallWorld(random);
    for (int step = 0; step < STEPS; step++) {
      world.step();
      if (random.nextInt(4) > 0) {
        world.pass();
      }
    }
    return world;
  }

  /// Passes until nothing changes.
  private static Optional<Instant> untilStill(SmallWorld world) {
    for (int pass = 0; pass < PASSES_MAX; pass++) {
      Outcome.Accepted<Reconciled> outcome = checkedPass(world);
      if (outcome.changes().isEmpty()) {
        return outcome.reply().again();
      }
    }
    throw new AssertionError("no end of passes:\n" + SmallWorld.words(world.picture()));
  }

  private static void settle(SmallWorld world) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      Optional<Instant> again = untilStill(world);
      Picture before = world.picture();
      world.work();
      if (world.picture().equals(before)) {
        if (again.isEmpty()) {
          return;
        }
        world.waitUntil(again.get());
      } else {
        world.wait(Duration.ofMillis(100));
      }
    }
    throw new AssertionError("it goes on for ever:\n" + SmallWorld.words(world.picture()));
  }

  private static Outcome.Accepted<Reconciled> checkedPass(SmallWorld world) {
    Picture before = world.picture();
    Outcome.Accepted<Reconciled> outcome = world.pass();
    Service service = world.service();
    Limits limits = Limits.of(service);
    List<Task> started = started(before, outcome);
    int there = world.mayRun().size();
    assertTrue(
        there <= limits.most() || started.isEmpty(),
        () -> there + " of " + limits + "\n" + SmallWorld.words(world.picture()));
    int were = world.healthy(before).size();
    int are = world.healthy(world.picture()).size();
    assertTrue(
        are >= Math.min(were, limits.least()) || service.status() != ServiceStatus.ACTIVE,
        () ->
            are
                + " of "
                + were
                + " are left, "
                + limits
                + "\nbefore: "
                + SmallWorld.words(before)
                + "\nafter: "
                + SmallWorld.words(world.picture()));
    nobodyProtectedIsStopped(world, before, service);
    Optional<Deployment> primary = service.primary();
    for (Task task : started) {
      assertEquals(primary.orElseThrow().name(), task.launch().startedBy());
      assertTrue(primary.get().state() != State.FAILED, "started for a FAILED deployment");
    }
    return outcome;
  }

  /// Whoever works and is protected is stopped only with the whole service.
  private static void nobodyProtectedIsStopped(SmallWorld world, Picture before, Service service) {
    for (Task task : world.healthy(before)) {
      boolean goes = SmallWorld.alive(world.picture()).stream().noneMatch(is(task));
      assertTrue(
          !goes || !task.isProtected(world.now()) || service.status() != ServiceStatus.ACTIVE,
          () -> "protected and stopped: " + task);
    }
  }

  private static Predicate<Task> is(Task task) {
    return other -> other.arn().equals(task.arn());
  }

  private static List<Task> started(Picture before, Outcome.Accepted<?> outcome) {
    return outcome.changes().stream()
        .filter(
            change -> change instanceof Change.Put(Task task) && before.find(task.key()).isEmpty())
        .map(change -> (Task) ((Change.Put) change).entity())
        .toList();
  }

  private static String ending(SmallWorld world) {
    Service service = world.service();
    List<Task> alive = SmallWorld.alive(world.picture());
    Optional<Rollout> underWay = Rollout.underWay(world.picture(), service);
    if (service.status() != ServiceStatus.ACTIVE) {
      assertEquals(ServiceStatus.INACTIVE, service.status());
      assertEquals(List.of(), alive);
      assertEquals(Optional.empty(), underWay);
      return "gone";
    }
    Deployment primary = service.primary().orElseThrow();
    if (primary.state() == State.IN_PROGRESS) {
      assertTrue(Limits.of(service).isStuck(), () -> SmallWorld.words(world.picture()));
      assertEquals("limits", service.standing().complaint());
      return "stuck";
    }
    assertEquals(Optional.empty(), underWay);
    if (primary.state() == State.COMPLETED) {
      boolean whole =
          alive.size() == service.desired()
              && alive.stream()
                  .allMatch(
                      t -> world.isHealthy(t) && primary.name().equals(t.launch().startedBy()));
      assertTrue(whole, () -> SmallWorld.words(world.picture()));
      assertEquals(List.of(primary), service.deployments());
      assertTrue(service.standing().steadyAt() != null);
    }
    return primary.state().toString();
  }
}
