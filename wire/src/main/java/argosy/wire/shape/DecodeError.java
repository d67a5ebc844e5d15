package argosy.wire.shape;

import tools.jackson.core.JacksonException;

/// What came isn't what the model says. The message names the member and what was expected.
public final class DecodeError extends JacksonException {
  private static final long serialVersionUID = 1L;

  public DecodeError(String message) {
    super(message);
  }

  public DecodeError(String message, Throwable cause) {
    super(message, cause);
  }

  /// Without Jackson's addition of where in its input it was.
  @Override
  public String getMessage() {
    return getOriginalMessage();
  }
}
