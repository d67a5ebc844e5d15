package argosy.agent;

import java.io.IOException;

/// Why something that a container needs can't be had. Its message is the container's reason.
public final class ResourceFault extends IOException {
  private static final long serialVersionUID = 1L;

  public ResourceFault(String what) {
    super("ResourceInitializationError: " + what);
  }
}
