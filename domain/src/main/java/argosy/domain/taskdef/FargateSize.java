package argosy.domain.taskdef;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A task size that Fargate offers.
///
/// @param cpuUnits 1,024 for each vCPU
record FargateSize(int cpuUnits, int memoryMib) {
  private static final int GIB = 1_024;

  /// Of each CPU size: the least and the most memory, and the step between, in MiB. Source: "Task
  /// CPU and memory" in the ECS developer guide; 256 CPU units have 512 MiB besides.
  private static final NavigableMap<Integer, int[]> MEMORY = new TreeMap<>();

  static {
    MEMORY.put(256, new int[] {512, 2 * GIB, 512});
    MEMORY.put(512, new int[] {GIB, 4 * GIB, GIB});
    MEMORY.put(1_024, new int[] {2 * GIB, 8 * GIB, GIB});
    MEMORY.put(2_048, new int[] {4 * GIB, 16 * GIB, GIB});
    MEMORY.put(4_096, new int[] {8 * GIB, 30 * GIB, GIB});
    MEMORY.put(8_192, new int[] {16 * GIB, 60 * GIB, 4 * GIB});
    MEMORY.put(16_384, new int[] {32 * GIB, 120 * GIB, 8 * GIB});
  }

  static Optional<FargateSize> parse(@Nullable String cpu, @Nullable String memory) {
    Optional<Integer> units = TaskSize.cpuUnits(cpu);
    Optional<Integer> mib = TaskSize.memoryMib(memory);
    if (units.isEmpty() || mib.isEmpty()) {
      return Optional.empty();
    }
    int @Nullable [] row = MEMORY.get(units.get());
    boolean offered =
        row != null
            && mib.get() >= row[0]
            && mib.get() <= row[1]
            && (mib.get() - row[0]) % row[2] == 0
            && !(units.get() == 256 && mib.get() == 1_536);
    return offered ? Optional.of(new FargateSize(units.get(), mib.get())) : Optional.empty();
  }
}
