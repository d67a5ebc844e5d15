package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class AwayLimitTest {
  private final AwayLimit.Reader reader = new AwayLimit.Reader();

  @Test
  void aLimitIsATimeOrNever() {
    assertEquals(Optional.of(Duration.ofMinutes(5)), reader.convert("5m").limit());
    assertEquals(Optional.of(Duration.ofSeconds(10)), reader.convert("10s").limit());
    assertEquals(Optional.empty(), reader.convert("never").limit());
  }

  @Test
  void anythingElseIsRefusedWithWhatWouldBeRight() {
    assertEquals(
        "'9s' is less than 10s, within which agents can't be back after a restart",
        assertThrows(TypeConversionException.class, () -> reader.convert("9s")).getMessage());
    for (String odd : List.of("", "Never", "32d", "0s")) {
      assertEquals(
          "'" + odd + "' is no time from 1s to 31d: write 90s, 30m, 1h or 7d",
          assertThrows(TypeConversionException.class, () -> reader.convert(odd)).getMessage());
    }
  }
}
