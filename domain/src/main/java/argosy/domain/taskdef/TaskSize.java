package argosy.domain.taskdef;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the sizes of whole tasks, which ECS takes as text: `256`, `.25 vCPU`, `512`, `0.5 GB`.
public final class TaskSize {
  private static final BigDecimal UNITS = BigDecimal.valueOf(1_024);

  private TaskSize() {}

  /// CPU units; empty if the text is absent or no size.
  public static Optional<Integer> cpuUnits(@Nullable String text) {
    return size(text, "vcpu");
  }

  /// MiB; empty if the text is absent or no size.
  public static Optional<Integer> memoryMib(@Nullable String text) {
    return size(text, "gb");
  }

  private static Optional<Integer> size(@Nullable String text, String unit) {
    if (text == null) {
      return Optional.empty();
    }
    String bare = text.strip().toLowerCase(Locale.ROOT);
    boolean inUnits = bare.endsWith(unit);
    String digits = inUnits ? bare.substring(0, bare.length() - unit.length()).strip() : bare;
    if (!digits.matches(inUnits ? "\\d{0,6}(\\.\\d{1,4})?" : "\\d{1,9}") || digits.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(digits);
    return Optional.of((inUnits ? number.multiply(UNITS) : number).intValue());
  }
}
