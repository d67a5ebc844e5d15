package argosy.bench;

import argosy.domain.instance.Instance;
import argosy.domain.placement.Held;
import argosy.domain.placement.Ledger;
import argosy.domain.placement.Placement;
import argosy.domain.placement.Reservation;
import argosy.domain.placement.Room;
import argosy.domain.placement.Strategy;
import argosy.domain.placement.Wanted;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// Placements a second on one core among 5,000 instances of three zones, with ten tasks on each: a
/// request of ten tasks each time, as large as ECS takes them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PlacementBenchmark {
  private static final int A_REQUEST = 10;
  private static final String ZONE = "attribute:ecs.availability-zone";

  private final SplittableRandom random = new SplittableRandom(1);
  private final Held held =
      new Held(new Reservation(30, 96, Set.of(), Set.of()), "family:web", true);
  private Room room = Room.EMPTY;
  private List<Strategy> strategies = List.of();

  @Param({"none", "random", "spread zone", "spread instance", "binpack", "spread zone, binpack"})
  public String strategy = "none";

  @Setup
  public void fill() {
    room =
        Room.of(
            IntStream.range(0, 5_000)
                .mapToObj(n -> {
                  Instance instance = Worlds.instance(n);
                  return Ledger.of(instance, IntStream.range(0, 10).mapToObj(_ -> held).toList());
                })
                .toList());
    var zone = new Strategy.Spread(ZONE);
    var binpack = new Strategy.Binpack(Strategy.Resource.MEMORY);
    strategies =
        switch (strategy) {
          case "random" -> List.of(new Strategy.Random());
          case "spread zone" -> List.of(zone);
          case "spread instance" -> List.of(new Strategy.Spread("instanceId"));
          case "binpack" -> List.of(binpack);
          case "spread zone, binpack" -> List.of(zone, binpack);
          default -> List.of();
        };
  }

  @Benchmark
  @OperationsPerInvocation(A_REQUEST)
  public void placements(Blackhole hole) {
    var wanted = new Wanted(held, 0, List.of(), List.of(), strategies);
    var placement = new Placement(room, wanted, random);
    for (int n = 0; n < A_REQUEST; n++) {
      hole.consume(placement.take());
    }
  }
}
