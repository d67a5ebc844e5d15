package argosy.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogEncoderTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00.007Z");
  private final LogEncoder encoder = new LogEncoder();

  @Test
  void aLineSaysWhenHowBadWhoAndWhat() {
    assertEquals("2026-08-01T12:00:00.007Z INFO  Cell moved\n", encoded("moved", null));
  }

  @Test
  void aMessageStaysOnItsLine() {
    assertEquals(
        "2026-08-01T12:00:00.007Z INFO  Cell a\\n2026-08-01T12:00:00.007Z INFO  Cell b  c \n",
        encoded("a\n2026-08-01T12:00:00.007Z INFO  Cell b\r\u001bc\u2028", null));
    assertTrue(encoded("x".repeat(1_000_000), null).length() < 5_000);
  }

  @Test
  void anExceptionIsIndented() {
    var fault = new IllegalStateException("first\n2026-08-01T12:00:00.007Z INFO  forged");
    List<String> lines = encoded("broken", fault).lines().toList();
    assertTrue(lines.size() > 3, "" + lines);
    assertTrue(lines.get(1).startsWith("    java.lang.IllegalStateException: first"), "" + lines);
    assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("    ")), "" + lines);
  }

  private String encoded(String message, @Nullable Throwable fault) {
    var event =
        new LoggingEvent(
            "", new LoggerContext().getLogger("argosy.Cell"), Level.INFO, message, fault, null);
    event.setInstant(NOON);
    return new String(encoder.encode(event), UTF_8);
  }
}
