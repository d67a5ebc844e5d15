package argosy.agent.task;

/// Something that a container needs can't be had, and trying again won't help.
final class Unready extends Exception {
  private static final long serialVersionUID = 1L;

  Unready(String why) {
    super("ResourceInitializationError: " + why);
  }
}
