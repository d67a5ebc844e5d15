package argosy.domain.state;

import java.util.function.Supplier;

/// What must hold in every picture. A broken one is a bug, and stops the process before it can
/// harm.
public final class Invariant {
  private Invariant() {}

  public static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new Broken(otherwise);
    }
  }

  /// @param otherwise what is wrong, for those who are asked so often that saying it would cost
  ///   more than looking
  public static void that(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new Broken(otherwise.get());
    }
  }

  /// An invariant that didn't hold.
  public static final class Broken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }

    /// @param cause an error of the Java machine, after which nothing is sure any more
    public Broken(String message, Error cause) {
      super(message, cause);
    }
  }
}
