package argosy.control.cell;

import argosy.domain.event.EcsEvents;
import argosy.domain.fabric.Following;
import argosy.domain.fabric.Touched;
import argosy.domain.id.CellId;
import argosy.domain.state.Change;
import argosy.domain.state.Decision;
import argosy.domain.state.Effect;
import argosy.domain.state.Invariant;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decisions that become durable together. Each sees the changes of those before it; no answer and
/// no effect leaves before all of them are kept.
final class Commit {
  private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

  private final CellId cell;
  private final Instant now;
  private final RandomGenerator random;
  private final Watch watch;
  private final List<Change> changes = new ArrayList<>();
  private final List<Consumer<Consumer<Effect>>> releases = new ArrayList<>();
  private final List<Consumer<String>> failures = new ArrayList<>();
  private final List<Runnable> told = new ArrayList<>();
  private Picture picture;
  private int decisions;

  Commit(CellId cell, Picture picture, Instant now, RandomGenerator random, Watch watch) {
    this.cell = cell;
    this.picture = picture;
    this.now = now;
    this.random = random;
    this.watch = watch;
  }

  List<Change> changes() {
    return changes;
  }

  Picture picture() {
    return picture;
  }

  <R> void decide(Decision<R> decision, Consumer<Result<R>> back) {
    failures.add(message -> back.accept(new Result.Failed<>(message, false)));
    Picture before = picture;
    decisions++;
    try {
      Outcome<R> outcome = decision.decide(before, now, random);
      switch (outcome) {
        case Outcome.Accepted<R>(List<Change> wanted, List<Effect> effects, R reply) -> {
          List<Change> following = Following.of(before, wanted, now, random);
          following.addAll(EcsEvents.in(before, wanted, now));
          picture = picture.apply(wanted).apply(following);
          changes.addAll(wanted);
          changes.addAll(following);
          releases.add(_ -> back.accept(new Result.Done<>(reply)));
          List<Change> made = Stream.concat(wanted.stream(), following.stream()).toList();
          Touched.in(before, picture, made).forEach(this::afterwards);
          effects.forEach(this::afterwards);
        }
        case Outcome.Refused<R>(var error) ->
            releases.add(_ -> back.accept(new Result.Refused<>(error)));
      }
      told.add(() -> watch.decided(cell, decision.name(), before, outcome));
    } catch (Invariant.Broken e) {
      throw e;
    } catch (RuntimeException e) { // a bug of the decision is its caller's misfortune alone
      LOG.error("cell={} decision={} failed", cell, decision.name(), e);
      told.add(() -> watch.failed(cell, 1));
      releases.add(_ -> back.accept(new Result.Failed<>("An internal error occurred.", false)));
    }
  }

  private void afterwards(Effect effect) {
    releases.add(act -> act.accept(effect));
  }

  /// The step runs after the commit, whatever becomes of it.
  void afterwards(Runnable step) {
    releases.add(_ -> step.run());
    failures.add(_ -> step.run());
  }

  void release(Consumer<Effect> act) {
    releases.forEach(release -> safely(() -> release.accept(act)));
    told.forEach(Commit::safely); // last: nobody waits for it
  }

  void fail(String message) {
    safely(() -> watch.failed(cell, decisions));
    failures.forEach(failure -> safely(() -> failure.accept(message)));
  }

  /// One listener's bug is not the next one's.
  private static void safely(Runnable step) {
    try {
      step.run();
    } catch (Invariant.Broken e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("after a commit, a listener failed", e);
    }
  }
}
