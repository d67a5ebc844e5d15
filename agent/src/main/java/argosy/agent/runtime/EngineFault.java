package argosy.agent.runtime;

import java.io.IOException;

/// Why the engine didn't do what it was asked.
public final class EngineFault extends IOException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  public EngineFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public EngineFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public enum Kind {
    /// It has no such thing.
    NOT_FOUND,
    /// Something is in the way, such as a container of the same name.
    CONFLICT,
    /// It answered that it can't or won't.
    REFUSED,
    /// No answer; whether it was done is unknown.
    UNREACHABLE
  }
}
