package argosy.bench;

import argosy.domain.instance.Instance;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Reservation;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.RunTask;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What it costs to decide where a task goes, by the size of the cluster. Beside the whole decision
/// stands its floor, the choice among instances whose free room is known.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RunTaskBenchmark {
  private static final int TASKS_AN_INSTANCE = 10;

  @Param({"1", "10", "100"})
  public int instances;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Reservation wanted = new Reservation(30, 96, Set.of(), Set.of());
  private Picture picture = Picture.EMPTY;
  private List<Ledger> ledgers = List.of();

  @Setup
  public void fill() {
    picture = Worlds.of(instances, instances * TASKS_AN_INSTANCE);
    ledgers =
        IntStream.range(0, instances)
            .mapToObj(n -> Ledger.of(Worlds.instance(n), List.of()))
            .toList();
  }

  @Benchmark
  public Outcome<RunTask.Started> decide() {
    return RunTask.decide(picture, Worlds.CLUSTER, Worlds.ONE, Worlds.NOON, random);
  }

  @Benchmark
  public Optional<Instance> placeFloor() {
    return new Placement(ledgers, random).take(wanted);
  }
}
