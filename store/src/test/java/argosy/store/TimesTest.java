package argosy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void timesAreReadAsTheJdkReadsThem() {
    var random = new SplittableRandom(1);
    for (int n = 0; n < 10_000; n++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_799_999L));
      assertEquals(time, Times.parse(time.toString()), time.toString());
    }
    for (String text :
        List.of(
            "2026-08-01T12:00:00Z",
            "2026-08-01T12:00:00.123000001Z",
            "2024-02-29T23:59:59.999Z",
            "+12026-08-01T12:00:00.123Z")) {
      assertEquals(Instant.parse(text), Times.parse(text));
    }
  }

  @Test
  void whatIsNoTimeIsRefused() {
    for (String text :
        List.of(
            "",
            "2026-02-29T12:00:00.123Z",
            "2026-13-01T12:00:00.123Z",
            "2026-08-01T24:00:00.123Z",
            "2026-08-01T12:60:00.123Z",
            "2026-08-01T12:00:61.123Z",
            "2026-08-01 12:00:00.123Z",
            "2026-08-01T12:00:00.12xZ")) {
      assertThrows(DateTimeException.class, () -> Times.parse(text), text);
    }
  }
}
