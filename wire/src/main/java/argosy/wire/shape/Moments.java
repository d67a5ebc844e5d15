package argosy.wire.shape;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Points in time as the protocols spell them.
final class Moments {
  /// The year 9999, the last that ISO 8601 spells with four digits.
  private static final double EPOCH_SECONDS_MAX = 253_402_300_799.999;

  /// The format of times in forms, XML, query strings and paths, unless the model says another.
  static final Format QUERY = Format.ISO_8601;

  /// The format of times in headers, unless the model says another.
  static final Format HEADER = Format.RFC_822;

  private Moments() {}

  static Format jsonFormat(@Nullable Format modelled) {
    return modelled == null ? Format.UNIX_TIMESTAMP : modelled;
  }

  static Instant ofEpochSeconds(double seconds) {
    if (!(Math.abs(seconds) <= EPOCH_SECONDS_MAX)) {
      throw new IllegalArgumentException("not a time of the years up to 9999: " + seconds);
    }
    return Instant.ofEpochMilli(Math.round(seconds * 1_000));
  }

  static String iso(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static String rfc822(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  static String text(Instant time, Format format) {
    return switch (format) {
      case ISO_8601 -> iso(time);
      case RFC_822 -> rfc822(time);
      case UNIX_TIMESTAMP -> java.math.BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
      case UNIX_TIMESTAMP_MILLIS -> Long.toString(time.toEpochMilli());
    };
  }

  /// @throws IllegalArgumentException if the text is no time of that format
  static Instant parse(String text, Format format) {
    try {
      return switch (format) {
        case ISO_8601 -> DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
        case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        case UNIX_TIMESTAMP -> ofEpochSeconds(Double.parseDouble(text));
        case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
