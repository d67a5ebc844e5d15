package argosy.domain.task;

import static argosy.domain.InstanceBuilder.anInstance;
import static argosy.domain.TaskBuilder.aTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.domain.Seeds;
import argosy.domain.placement.Held;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Reservation;
import argosy.domain.placement.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Against all subsets, one by one.
class FewestTest {
  private static final int TASKS_MAX = 9;

  @Test
  void noFewerAndNoNewerOnesWouldDo() {
    Seeds.forAll(
        500,
        random -> {
          List<Task> tasks =
              IntStream.range(0, 1 + random.nextInt(TASKS_MAX))
                  .mapToObj(n -> aTask().id("t" + n).taking(any(random)).build())
                  .toList();
          Ledger ledger =
              Ledger.of(
                  anInstance().cpu(random.nextInt(12)).memory(random.nextInt(12)).build(),
                  List.of());
          for (Task task : tasks) {
            ledger = ledger.plus(Rooms.held(task));
          }
          Wanted wanted =
              new Wanted(new Held(any(random), "x", false), 0, List.of(), List.of(), List.of());
          if (ledger.veto(wanted).isPresent()) {
            assertEquals(best(ledger, tasks, wanted), Fewest.of(ledger, tasks, wanted));
          }
        });
  }

  private static Reservation any(RandomGenerator random) {
    return new Reservation(1 + random.nextInt(4), 1 + random.nextInt(4), Set.of(), Set.of());
  }

  private static List<Task> best(Ledger ledger, List<Task> tasks, Wanted wanted) {
    List<List<Task>> enough = new ArrayList<>();
    for (int bits = 0; bits < 1 << tasks.size(); bits++) {
      int set = bits;
      List<Task> some =
          IntStream.range(0, tasks.size())
              .filter(n -> (set & (1 << n)) != 0)
              .mapToObj(tasks::get)
              .toList();
      Ledger left = ledger;
      for (Task task : some) {
        left = left.minus(Rooms.held(task));
      }
      if (left.veto(wanted).isEmpty()) {
        enough.add(some);
      }
    }
    return enough.stream()
        .min(
            Comparator.comparingInt((List<Task> some) -> some.size())
                .thenComparing(some -> some.stream().map(t -> t.arn().id()).toList().toString()))
        .orElse(List.of());
  }
}
