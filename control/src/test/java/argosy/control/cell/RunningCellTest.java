package argosy.control.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argosy.domain.id.CellId;
import argosy.domain.state.Decision;
import argosy.domain.state.Invariant;
import argosy.domain.state.Outcome;
import argosy.domain.taskdef.Family;
import argosy.store.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A cell with its thread.
@Timeout(30)
class RunningCellTest {
  private static final CellId CELL = new CellId("123456789012", "us-east-1");
  private static final Decision<Integer> COUNT_UP =
      (picture, _, _) -> {
        int next = picture.find(Family.KIND.key("web")).map(Family::latest).orElse(0) + 1;
        return Outcome.put(new Family("web", next), next);
      };

  private final CompletableFuture<Invariant.Broken> fatal = new CompletableFuture<>();
  private final Cell cell =
      new Cell(
          CELL,
          new MemoryStore(),
          InstantSource.system(),
          new SplittableRandom(1),
          fatal::complete);

  @BeforeEach
  void start() {
    cell.start();
  }

  @AfterEach
  void close() {
    cell.close();
  }

  @Test
  void aThousandWhoAskAtOnceAreAllAnswered() throws InterruptedException {
    Set<Integer> replies = new ConcurrentSkipListSet<>();
    for (Thread asker :
        Stream.generate(() ->
                Thread.startVirtualThread(() -> {
                  if (cell.ask(COUNT_UP) instanceof Result.Done<Integer>(Integer reply)) {
                    replies.add(reply);
                  }
                }))
            .limit(1_000)
            .toList()) {
      asker.join();
    }
    assertEquals(
        IntStream.rangeClosed(1, 1_000).boxed().collect(Collectors.toSet()), Set.copyOf(replies));
    assertEquals(1_000, cell.picture().find(Family.KIND.key("web")).orElseThrow().latest());
  }

  @Test
  void whoeverAsksWhileItClosesIsAnswered() throws InterruptedException {
    var answered = new AtomicInteger();
    var askers =
        Stream.generate(() ->
                Thread.startVirtualThread(() -> {
                  for (int at = 0; at < 20; at++) {
                    cell.ask(COUNT_UP);
                    answered.incrementAndGet();
                  }
                }))
            .limit(200)
            .toList();
    cell.close();
    for (Thread asker : askers) {
      asker.join();
    }
    assertEquals(4_000, answered.get());
  }

  @Test
  void aReaderSeesWhatItWasToldAtOnce() {
    for (int at = 1; at <= 100; at++) {
      assertEquals(new Result.Done<>(at), cell.ask(COUNT_UP));
      assertEquals(at, cell.picture().find(Family.KIND.key("web")).orElseThrow().latest());
    }
  }

  @Test
  void aTimerWakesTheThread() throws Exception {
    var woken = new CompletableFuture<Thread>();
    cell.post(() -> cell.after(Duration.ofMillis(1), () -> woken.complete(Thread.currentThread())));
    assertEquals("cell-" + CELL, woken.get(10, TimeUnit.SECONDS).getName());
  }

  @Test
  void aStepMayPostAnotherThoughTheQueueIsFull() throws Exception {
    var done = new CompletableFuture<String>();
    cell.post(() -> {
      for (int at = 0; at < 2 * Cell.WAITING_MAX; at++) {
        cell.post(() -> {});
      }
      cell.post(() -> done.complete("done"));
    });
    assertEquals("done", done.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aBrokenInvariantIsFatal() throws Exception {
    cell.ask(
        (_, _, _) -> {
          Invariant.that(false, "two is three");
          return Outcome.unchanged("x");
        },
        _ -> {});
    assertEquals("two is three", fatal.get(10, TimeUnit.SECONDS).getMessage());
  }

  @Test
  void aBugOutsideDecisionsDoesNotEndTheThread() {
    cell.<String>ask(
        (_, _, _) -> Outcome.unchanged("x"),
        _ -> {
          throw new IllegalStateException("bug");
        });
    cell.post(() -> {
      throw new IllegalStateException("bug");
    });
    assertInstanceOf(Result.Done.class, cell.ask(COUNT_UP));
    assertTrue(!fatal.isDone());
  }
}
