package argosy.bench;

import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.task.RunTask;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What it costs to decide where a task goes, by the size of the cluster.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RunTaskBenchmark {
  private static final int TASKS_AN_INSTANCE = 10;

  @Param({"1", "100", "5000"})
  public int instances;

  private final SplittableRandom random = new SplittableRandom(1);
  private Picture picture = Picture.EMPTY;

  @Setup
  public void fill() {
    picture = Worlds.of(instances, instances * TASKS_AN_INSTANCE);
  }

  @Benchmark
  public Outcome<RunTask.Started> decide() {
    return RunTask.decide(picture, Worlds.CLUSTER, Worlds.ONE, Worlds.NOON, random);
  }
}
