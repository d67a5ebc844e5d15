package argosy.domain.taskdef;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SizesTest {

  @Test
  void cpuIsUnitsOrVcpus() {
    Map.of(
            "256", 256,
            "1024", 1_024,
            ".25 vCPU", 256,
            "0.5vcpu", 512,
            "1 vCPU", 1_024,
            " 2 VCPU ", 2_048,
            "16 vCPU", 16_384)
        .forEach((text, units) -> assertEquals(Optional.of(units), TaskSize.cpuUnits(text), text));
    assertEquals(Optional.empty(), TaskSize.cpuUnits(null));
    for (String odd : List.of("", " ", ".", "vCPU", "1 CPU", "1 GB", "-1", "1e3", "1.", "١")) {
      assertEquals(Optional.empty(), TaskSize.cpuUnits(odd), odd);
    }
  }

  @Test
  void memoryIsMibOrGb() {
    Map.of("512", 512, "0.5 GB", 512, ".5GB", 512, "1 gb", 1_024, "30GB", 30_720)
        .forEach((text, mib) -> assertEquals(Optional.of(mib), TaskSize.memoryMib(text), text));
    for (String odd : List.of("", "GB", "1 MB", "1 GiB", "1 vCPU", "2000000000000")) {
      assertEquals(Optional.empty(), TaskSize.memoryMib(odd), odd);
    }
  }

  /// All sizes of the table in the ECS developer guide.
  @Test
  void fargateOffersTheSizesOfTheGuide() {
    offers("256", "512", "1024", "2048");
    offers("512", "1024", "2048", "3072", "4096");
    offers("1024", range(2, 8, 1));
    offers("2048", range(4, 16, 1));
    offers("4096", range(8, 30, 1));
    offers("8192", range(16, 60, 4));
    offers("16384", range(32, 120, 8));
    offers("128");
    offers("3072");
    offers("32768");
  }

  /// Of all sizes in steps of half a GiB, only these.
  private static void offers(String cpu, String... memory) {
    var found = new TreeSet<String>();
    for (int mib = 0; mib <= 130 * 1_024; mib += 512) {
      FargateSize.parse(cpu, Integer.toString(mib))
          .ifPresent(size -> found.add(Integer.toString(size.memoryMib())));
    }
    assertEquals(new TreeSet<>(List.of(memory)), found, cpu);
  }

  private static String[] range(int fromGib, int toGib, int step) {
    return java.util.stream.IntStream.iterate(fromGib, g -> g <= toGib, g -> g + step)
        .mapToObj(gib -> Integer.toString(gib * 1_024))
        .toArray(String[]::new);
  }

  @Test
  void fargateSizesAreReadAsTaskSizes() {
    assertEquals(Optional.of(new FargateSize(256, 512)), FargateSize.parse(".25 vCPU", "0.5 GB"));
    assertEquals(Optional.empty(), FargateSize.parse("256", "513"));
    assertEquals(Optional.empty(), FargateSize.parse("256", null));
    assertEquals(Optional.empty(), FargateSize.parse(null, "512"));
    assertEquals(Optional.empty(), FargateSize.parse("many", "512"));
  }
}
