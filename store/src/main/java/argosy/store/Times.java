package argosy.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/// Times as documents have them. Those of the form that nearly all have,
/// `2026-08-01T12:00:00.123Z`, are read by position: the JDK's parser takes ten times as long, and
/// a task has eight.
final class Times {
  private static final String USUAL = "0000-00-00T00:00:00.000Z";

  private Times() {}

  /// @throws DateTimeException if it is no time in ISO 8601
  static Instant parse(String text) {
    return isUsual(text) ? usual(text) : Instant.parse(text);
  }

  private static Instant usual(String text) {
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no time of a day: " + text);
    }
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    long ofDay = (hour * 60L + minute) * 60 + second;
    return Instant.ofEpochSecond(
        day.toEpochDay() * 86_400 + ofDay, number(text, 20, 23) * 1_000_000L);
  }

  private static boolean isUsual(String text) {
    if (text.length() != USUAL.length()) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      char wanted = USUAL.charAt(at);
      char found = text.charAt(at);
      if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
