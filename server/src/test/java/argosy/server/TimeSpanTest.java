package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class TimeSpanTest {
  private final TimeSpan span = new TimeSpan();

  @Test
  void aTimeIsANumberAndAUnit() {
    assertEquals(Duration.ofSeconds(90), span.convert("90s"));
    assertEquals(Duration.ofMinutes(30), span.convert("30m"));
    assertEquals(Duration.ofHours(1), span.convert("1h"));
    assertEquals(Duration.ofDays(31), span.convert("31d"));
  }

  @Test
  void anythingElseIsRefusedWithWhatWouldBeRight() {
    for (String odd : List.of("", "1", "h", "0s", "32d", "-1h", "1.5h", "1w", "99999999s")) {
      var wrong = assertThrows(TypeConversionException.class, () -> span.convert(odd));
      assertEquals(
          "'" + odd + "' is no time from 1s to 31d: write 90s, 30m, 1h or 7d", wrong.getMessage());
    }
  }
}
