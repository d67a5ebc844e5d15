package argosy.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lines of the log: time, level, who, what. Whatever a message has in it, a line of the log begins
/// with a time only where one of ours begins: what would break a line is escaped, and the lines of
/// an exception are indented.
public final class LogEncoder extends EncoderBase<ILoggingEvent> {

  /// In characters. A line of fields is shorter; beyond it are bugs and foreign texts.
  private static final int MESSAGE_MAX = 4_000;

  private static final byte[] NOTHING = {};

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z' ", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private volatile Moment last = new Moment(Long.MIN_VALUE, "");

  /// Many lines have the same millisecond, and formatting it takes longer than the rest.
  private record Moment(long millis, String text) {}

  @Override
  public byte @Nullable [] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte @Nullable [] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String message = String.valueOf(event.getFormattedMessage());
    var line = new StringBuilder(message.length() + 64);
    line.append(time(event.getTimeStamp()));
    line.append(event.getLevel()).append(event.getLevel().levelStr.length() < 5 ? "  " : " ");
    String logger = event.getLoggerName();
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ');
    append(line, message);
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      ThrowableProxyUtil.asString(event.getThrowableProxy())
          .lines()
          .forEach(at -> {
            line.append("    ");
            append(line, at);
            line.append('\n');
          });
    }
    return line.toString().getBytes(UTF_8);
  }

  private String time(long millis) {
    Moment moment = last;
    if (moment.millis() != millis) {
      moment = new Moment(millis, TIME.format(Instant.ofEpochMilli(millis)));
      last = moment;
    }
    return moment.text();
  }

  private static void append(StringBuilder line, String text) {
    for (int at = 0; at < Math.min(text.length(), MESSAGE_MAX); at++) {
      char c = text.charAt(at);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(c == '\n' ? "\\n" : " ");
      } else {
        line.append(c);
      }
    }
    if (text.length() > MESSAGE_MAX) {
      line.append('…');
    }
  }
}
