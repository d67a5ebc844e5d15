package argosy.telemetry.logs;

/// Logs can't be kept or read: a full or broken disk, a lost database.
public final class LogsFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogsFault(String message, Throwable cause) {
    super(message, cause);
  }
}
