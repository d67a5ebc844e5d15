package argosy.domain.capacity;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Versions of Fargate's platform for Linux. They differ in what AWS runs tasks on; here all are
/// the newest one.
public final class Platform {
  private static final String NEWEST = "1.4.0";
  private static final String LATEST = "LATEST";
  private static final Set<String> KNOWN = Set.of(LATEST, "1.3.0", NEWEST);

  private Platform() {}

  /// What is wrong with a version, if anything is.
  public static Optional<String> complaint(@Nullable String said) {
    return said == null || KNOWN.contains(said)
        ? Optional.empty()
        : Optional.of("The specified platform does not exist.");
  }

  /// The version that is meant.
  public static String version(@Nullable String said) {
    return said == null || said.equals(LATEST) ? NEWEST : said;
  }
}
