package argosy.control.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argosy.control.HandClock;
import argosy.domain.error.EcsError;
import argosy.domain.event.EcsEvent;
import argosy.domain.id.CellId;
import argosy.domain.id.InstanceArn;
import argosy.domain.id.TaskArn;
import argosy.domain.instance.Instance;
import argosy.domain.instance.InstanceStatus;
import argosy.domain.state.Change;
import argosy.domain.state.Decision;
import argosy.domain.state.Effect;
import argosy.domain.state.Invariant;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Family;
import argosy.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/// A cell without a thread, but for one test: one step after the other.
class CellTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final String STORE_FAILED =
      "The store of the control plane failed; nothing was changed: disk full";

  private final RecordingStore store = new RecordingStore();
  private final HandClock clock = new HandClock();
  private final Cell cell = open();
  private final List<String> log = new ArrayList<>();

  private Cell open() {
    return new Cell(
        CELL,
        store,
        clock,
        new SplittableRandom(1),
        broken -> {
          throw new AssertionError("without a thread it is thrown", broken);
        });
  }

  @Test
  void itAppendsThenAppliesThenAnswersThenActs() {
    store.appending = changes -> log.add("append " + changes.size() + seen());
    cell.effects(effect -> log.add("effect of " + task(effect) + seen()));
    cell.ask(put("a", "e1", "e2"), result -> log.add(result + seen()));
    assertEquals(List.of(), log);
    cell.drain();
    assertEquals(
        List.of(
            "append 1, 0 families",
            "Done[reply=a], 1 families",
            "effect of e1, 1 families",
            "effect of e2, 1 families"),
        log);
  }

  @Test
  void theWorldIsToldInTheSameCommit() {
    store.appending = changes -> log.add(changes.size() + " changes");
    Instance host = host(1);
    cell.ask(put(host), result -> log.add(result.toString()));
    cell.drain();
    assertEquals(List.of("2 changes", "Done[reply=host]"), log);
    assertEquals(host, EcsEvent.after(cell.picture(), -1).iterator().next().instance());
    store.appending =
        _ -> {
          throw new Store.StoreFault("disk full", new java.io.IOException());
        };
    cell.ask(put(host(2)), result -> log.add(result.toString()));
    cell.drain();
    assertEquals(1, cell.picture().count(EcsEvent.KIND));
  }

  private static Decision<String> put(Instance host) {
    return (_, _, _) -> new Outcome.Accepted<>(List.of(new Change.Put(host)), List.of(), "host");
  }

  private static Instance host(long version) {
    return new Instance(
        new InstanceArn(CELL, "default", "i1"),
        "i-1",
        InstanceStatus.ACTIVE,
        true,
        VersionInfo.builder().build(),
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        version,
        null,
        null,
        null);
  }

  @Test
  void whoWatchesIsToldLastAndOnlyOfWhatIsKept() {
    cell.watch(
        new Watch() {
          @Override
          public void decided(CellId of, String decision, Picture before, Outcome<?> outcome) {
            log.add(decision + " on " + before.size() + " " + outcome.getClass().getSimpleName());
          }

          @Override
          public void failed(CellId of, int decisions) {
            log.add("failed " + decisions);
          }
        });
    cell.ask(Decision.named("Put", put("a", "e1")), _ -> log.add("answered"));
    cell.ask(Decision.named("Refuse", refuse()), _ -> log.add("answered"));
    cell.drain();
    assertEquals(List.of("answered", "answered", "Put on 0 Accepted", "Refuse on 1 Refused"), log);
    log.clear();
    store.appending =
        _ -> {
          throw new Store.StoreFault("disk full", new java.io.IOException());
        };
    cell.ask(put("b"), _ -> {});
    cell.ask(put("c"), _ -> {});
    assertEquals(2, cell.waiting());
    cell.drain();
    assertEquals(List.of("failed 2"), log);
  }

  @Test
  void decisionsThatWaitShareAnAppend() {
    store.appending = changes -> log.add("append " + changes.size());
    cell.effects(effect -> log.add("effect of " + task(effect)));
    cell.ask(put("a", "e1"), result -> log.add(result.toString()));
    cell.ask(refuse(), result -> log.add(result.toString()));
    cell.ask(put("b", "e2"), result -> log.add(result.toString()));
    cell.drain();
    assertEquals(
        List.of(
            "append 2",
            "Done[reply=a]",
            "effect of e1",
            "Refused[error=Client[message=no]]",
            "Done[reply=b]",
            "effect of e2"),
        log);
  }

  @Test
  void eachDecisionSeesTheChangesOfThoseBeforeIt() {
    store.appending = changes -> log.add("append " + changes.size());
    var replies = new ArrayList<Result<Integer>>();
    for (int at = 0; at < Cell.BATCH_MAX + 44; at++) {
      cell.ask(CellTest::countUp, replies::add);
    }
    cell.drain();
    assertEquals(
        IntStream.rangeClosed(1, 300).mapToObj(Result.Done::new).toList(), List.copyOf(replies));
    assertEquals(List.of("append 256", "append 44"), log);
  }

  @Test
  void whatChangesNothingIsNotAppended() {
    store.appending = _ -> log.add("append");
    assertEquals(new Result.Done<>("x"), cell.ask((_, _, _) -> Outcome.unchanged("x")));
    assertEquals(new Result.Refused<>(new EcsError.Client("no")), cell.ask(refuse()));
    assertEquals(List.of(), log);
  }

  @Test
  void aFailingStoreAcknowledgesNothingAndThePictureStays() {
    cell.effects(_ -> log.add("effect"));
    store.kept.fail("disk full");
    cell.ask(put("a", "e1"), result -> log.add(result.toString()));
    cell.ask(put("b"), result -> log.add(result.toString()));
    cell.drain();
    String failed = "Failed[message=" + STORE_FAILED + ", busy=false]";
    assertEquals(List.of(failed, failed), log);
    assertEquals(0, cell.picture().count(Family.KIND));

    store.kept.fail(null);
    assertEquals(new Result.Done<>("c"), cell.ask(put("c")));
    assertEquals(1, cell.picture().count(Family.KIND));
    assertEquals(1, store.load(CELL).size());
  }

  @Test
  void aStoreWithABugIsAFailingStore() {
    store.appending =
        _ -> {
          throw new IllegalStateException("bug");
        };
    assertEquals(
        new Result.Failed<>(
            "The store of the control plane failed; nothing was changed: bug", false),
        cell.ask(put("a")));
    store.appending = _ -> {};
    assertEquals(new Result.Done<>("a"), cell.ask(put("a")));
  }

  @Test
  void aDecisionThatThrowsHarmsItsCallerOnly() {
    cell.ask(put("a"), result -> log.add(result.toString()));
    cell.<String>ask(
        (_, _, _) -> {
          throw new IllegalStateException("bug");
        },
        result -> log.add(result.toString()));
    cell.<String>ask(
        (_, _, _) -> new Outcome.Accepted<>(List.of(new Change.Put(new Odd())), List.of(), "odd"),
        result -> log.add(result.toString()));
    cell.ask(put("b"), result -> log.add(result.toString()));
    cell.drain();
    String failed = "Failed[message=An internal error occurred., busy=false]";
    assertEquals(List.of("Done[reply=a]", failed, failed, "Done[reply=b]"), log);
    assertEquals(2, cell.picture().count(Family.KIND));
  }

  @Test
  void aListenerThatThrowsHarmsNobodyElse() {
    cell.effects(effect -> {
      log.add("effect of " + task(effect));
      throw new IllegalStateException("bug");
    });
    cell.ask(
        put("a", "e1", "e2"),
        _ -> {
          throw new IllegalStateException("bug");
        });
    cell.ask(put("b", "e3"), result -> log.add(result.toString()));
    cell.drain();
    assertEquals(List.of("effect of e1", "effect of e2", "Done[reply=b]", "effect of e3"), log);
  }

  @Test
  void aBrokenInvariantIsNotCaught() {
    assertThrows(
        Invariant.Broken.class,
        () ->
            cell.ask((_, _, _) -> {
              Invariant.that(false, "two is three");
              return Outcome.unchanged("x");
            }));
  }

  @Test
  void stepsRunInTheirTurnWhateverBecomesOfTheCommit() {
    store.kept.fail("disk full");
    cell.post(() -> log.add("step 1"));
    cell.ask(put("a"), _ -> log.add("failed"));
    cell.post(() -> {
      log.add("step 2");
      throw new IllegalStateException("bug");
    });
    cell.post(() -> log.add("step 3"));
    cell.drain();
    assertEquals(List.of("step 1", "failed", "step 2", "step 3"), log);
  }

  @Test
  void timersRunWhenTheyAreDueAndInTheirOrder() {
    cell.after(Duration.ofSeconds(2), () -> log.add("second"));
    cell.after(Duration.ofSeconds(1), () -> log.add("first"));
    cell.after(Duration.ofSeconds(2), () -> log.add("third"));
    cell.after(Duration.ofSeconds(9), () -> log.add("late"));
    assertEquals(Optional.of(HandClock.NOON.plusSeconds(1)), cell.nextTimer());
    cell.drain();
    assertEquals(List.of(), log);

    clock.pass(Duration.ofSeconds(2));
    cell.drain();
    assertEquals(List.of("first", "second", "third"), log);
    assertEquals(Optional.of(HandClock.NOON.plusSeconds(9)), cell.nextTimer());

    clock.pass(Duration.ofHours(1));
    cell.drain();
    assertEquals(List.of("first", "second", "third", "late"), log);
    assertEquals(Optional.empty(), cell.nextTimer());
  }

  @Test
  void aTimerThatThrowsHarmsNoOther() {
    cell.after(
        Duration.ZERO,
        () -> {
          throw new IllegalStateException("bug");
        });
    cell.after(Duration.ZERO, () -> log.add("next"));
    cell.drain();
    assertEquals(List.of("next"), log);
  }

  @Test
  void aFullQueueAnswersBusyAtOnce() {
    var answers = new ArrayList<Result<Integer>>();
    for (int at = 0; at < Cell.WAITING_MAX; at++) {
      cell.ask(CellTest::countUp, answers::add);
    }
    assertEquals(List.of(), answers);
    cell.ask(CellTest::countUp, answers::add);
    assertEquals(
        List.of(
            new Result.Failed<>("Rate exceeded: the cell 123456789012/us-east-1 is busy.", true)),
        List.copyOf(answers));
    cell.drain();
    assertEquals(Cell.WAITING_MAX + 1, answers.size());
    assertEquals(new Result.Done<>(Cell.WAITING_MAX), answers.getLast());
  }

  @Test
  void whoWaitsWhenItClosesIsToldToComeBack() {
    var answers = new ArrayList<Result<Integer>>();
    for (int at = 0; at < 2 * Cell.BATCH_MAX; at++) {
      cell.ask(CellTest::countUp, answers::add);
    }
    cell.close();
    cell.ask(CellTest::countUp, answers::add);
    assertEquals(
        Collections.nCopies(2 * Cell.BATCH_MAX + 1, new Result.Failed<>(Cell.CLOSED, false)),
        List.copyOf(answers));
    assertEquals(List.of(), store.load(CELL));
  }

  private String seen() {
    return ", " + cell.picture().count(Family.KIND) + " families";
  }

  private static String task(Effect effect) {
    return switch (effect) {
      case Effect.TellAgent(_, var task) -> task.id();
      case Effect.TellVpc touched -> touched.vpc();
      case Effect.Dismiss(var instance) -> instance.id();
    };
  }

  /// Puts a family and asks for effects of the names.
  private static Decision<String> put(String name, String... effects) {
    List<Effect> tell =
        List.of(effects).stream()
            .<Effect>map(effect ->
                new Effect.TellAgent(
                    new InstanceArn(CELL, "default", "i1"), new TaskArn(CELL, "default", effect)))
            .toList();
    return (_, _, _) ->
        new Outcome.Accepted<>(List.of(new Change.Put(new Family(name, 1))), tell, name);
  }

  private static Decision<String> refuse() {
    return (_, _, _) -> Outcome.refused(new EcsError.Client("no"));
  }

  private static Outcome<Integer> countUp(
      argosy.domain.state.Picture picture,
      java.time.Instant now,
      java.util.random.RandomGenerator random) {
    int next = picture.find(Family.KIND.key("web")).map(Family::latest).orElse(0) + 1;
    return Outcome.put(new Family("web", next), next);
  }

  /// An entity with a bug.
  private record Odd() implements argosy.domain.state.Entity {
    @Override
    public argosy.domain.state.Key<?> key() {
      throw new IllegalStateException("bug");
    }
  }

  @Test
  void anErrorOfTheMachineInItsThreadIsFatal() {
    var told = new CompletableFuture<Invariant.Broken>();
    try (Cell cell = new Cell(CELL, store, clock, new SplittableRandom(1), told::complete)) {
      cell.start();
      cell.ask(
          (_, _, _) -> {
            throw new OutOfMemoryError("as if");
          },
          _ -> {});
      assertInstanceOf(OutOfMemoryError.class, told.join().getCause());
    }
  }
}
