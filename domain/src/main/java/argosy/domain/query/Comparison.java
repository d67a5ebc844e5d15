package argosy.domain.query;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a value is compared with others.
enum Comparison {
  EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  LESS,
  LESS_OR_EQUAL;

  private static final Pattern NUMBERS = Pattern.compile("v?\\d{1,9}(\\.\\d{1,9}){0,7}");

  boolean test(String value, List<String> with) {
    return switch (this) {
      case EQUAL -> with.contains(value);
      case GREATER -> order(value, with.getFirst()) > 0;
      case GREATER_OR_EQUAL -> order(value, with.getFirst()) >= 0;
      case LESS -> order(value, with.getFirst()) < 0;
      case LESS_OR_EQUAL -> order(value, with.getFirst()) <= 0;
    };
  }

  /// Moments by time, numbers and versions part by part, anything else by letters.
  private static int order(String value, String other) {
    Optional<Instant> moment = moment(value);
    Optional<Instant> otherMoment = moment(other);
    if (moment.isPresent() && otherMoment.isPresent()) {
      return moment.get().compareTo(otherMoment.get());
    }
    boolean numbers = NUMBERS.matcher(value).matches() && NUMBERS.matcher(other).matches();
    return numbers ? Arrays.compare(parts(value), parts(other)) : value.compareTo(other);
  }

  private static int[] parts(String version) {
    String digits = version.startsWith("v") ? version.substring(1) : version;
    return Arrays.stream(digits.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /// With or without an offset; without one it is UTC.
  private static Optional<Instant> moment(String text) {
    if (text.length() < "2026-01-01T00:00".length() || text.charAt(10) != 'T') {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return local(text);
    }
  }

  private static Optional<Instant> local(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
