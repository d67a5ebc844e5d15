package argosy.server;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How long a host may be away before it counts as lost.
///
/// @param limit empty if it never does
record AwayLimit(Optional<Duration> limit) {
  static final AwayLimit NEVER = new AwayLimit(Optional.empty());

  /// After a start of the server agents are back within this: they try every five seconds.
  private static final Duration LEAST = Duration.ofSeconds(10);

  /// Reads `never` or a [TimeSpan].
  static final class Reader implements ITypeConverter<AwayLimit> {
    private final TimeSpan span = new TimeSpan();

    @Override
    public AwayLimit convert(String text) {
      if (text.equals("never")) {
        return NEVER;
      }
      Duration limit = span.convert(text);
      if (limit.compareTo(LEAST) < 0) {
        throw new TypeConversionException(
            "'" + text + "' is less than 10s, within which agents can't be back after a restart");
      }
      return new AwayLimit(Optional.of(limit));
    }
  }
}
