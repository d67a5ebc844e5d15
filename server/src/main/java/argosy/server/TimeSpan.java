package argosy.server;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads how long something lasts, as people write it: `90s`, `30m`, `1h`, `7d`.
final class TimeSpan implements ITypeConverter<Duration> {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,7})([smhd])");

  /// Each stopped task is kept in memory; a month of them is what a log is for.
  private static final Duration MOST = Duration.ofDays(31);

  @Override
  public Duration convert(String text) {
    Matcher said = TEXT.matcher(text);
    if (!said.matches()) {
      throw wrong(text);
    }
    long count = Long.parseLong(said.group(1));
    Duration span =
        switch (said.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (span.isZero() || span.compareTo(MOST) > 0) {
      throw wrong(text);
    }
    return span;
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is no time from 1s to 31d: write 90s, 30m, 1h or 7d");
  }
}
