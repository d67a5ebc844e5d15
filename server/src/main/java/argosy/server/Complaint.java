package argosy.server;

/// Something that the person at the command line can mend; its message says how.
final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Complaint(String message) {
    super(message);
  }
}
