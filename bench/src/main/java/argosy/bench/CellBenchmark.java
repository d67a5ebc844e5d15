package argosy.bench;

import argosy.control.cell.Cell;
import argosy.control.cell.Result;
import argosy.domain.cluster.Cluster;
import argosy.domain.cluster.CreateCluster;
import argosy.domain.id.ClusterArn;
import argosy.domain.state.Outcome;
import argosy.domain.state.Picture;
import argosy.domain.taskdef.Definition;
import argosy.domain.taskdef.RegisterDefinition;
import argosy.store.MemoryStore;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;

/// One writer's whole step: decide, keep (in memory, as documents), apply, answer. Beside it stands
/// its floor, the decision alone.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CellBenchmark {
  private static final CreateClusterRequest NOTHING_SAID = CreateClusterRequest.builder().build();

  /// Then a new cell begins, so that its size stays the same.
  private static final int CHANGES_MAX = 9_000;

  private Cell cell = cell();
  private int changes;

  private static Cell cell() {
    return new Cell(
        Worlds.CELL,
        new MemoryStore(),
        InstantSource.fixed(Worlds.NOON),
        new SplittableRandom(1),
        broken -> {
          throw broken;
        });
  }

  private int next() {
    if (++changes == CHANGES_MAX) {
      changes = 0;
      cell = cell();
    }
    return changes;
  }

  @Benchmark
  public Result<Cluster> createCluster() {
    var arn = new ClusterArn(Worlds.CELL, "cluster-" + next());
    return cell.ask(
        (picture, now, _) -> CreateCluster.decide(picture, arn, NOTHING_SAID, "disabled", now));
  }

  @Benchmark
  public Outcome<Cluster> createClusterFloor() {
    var arn = new ClusterArn(Worlds.CELL, "cluster-" + next());
    return CreateCluster.decide(Picture.EMPTY, arn, NOTHING_SAID, "disabled", Worlds.NOON);
  }

  @Benchmark
  public Result<Definition> registerTaskDefinition() {
    var request = Samples.definition().toBuilder().family("family-" + next() % 50).build();
    return cell.ask((picture, now, _) ->
        RegisterDefinition.decide(picture, Worlds.CELL, request, "bench", now));
  }
}
