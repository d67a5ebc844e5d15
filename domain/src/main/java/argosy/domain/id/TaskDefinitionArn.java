package argosy.domain.id;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names one revision of a family.
///
/// @param revision from 1
/// @param daemon whether it is of a managed daemon, whose families are apart
public record TaskDefinitionArn(CellId cell, String family, int revision, boolean daemon) {
  private static final String TYPE = "task-definition";
  private static final String DAEMON_TYPE = "daemon-task-definition";
  private static final Pattern REVISION = Pattern.compile("[1-9]\\d{0,8}");

  public TaskDefinitionArn(CellId cell, String family, int revision) {
    this(cell, family, revision, false);
  }

  /// What callers write for a task definition: `family`, `family:revision` or an ARN.
  ///
  /// @param revision null where the newest active one is meant
  public record Reference(String family, @Nullable Integer revision) {

    /// Empty if the text is none of the three, or an ARN of another cell.
    public static Optional<Reference> parse(CellId cell, String text) {
      return parse(cell, text, TYPE);
    }

    /// The same for one of a managed daemon.
    public static Optional<Reference> parseDaemon(CellId cell, String text) {
      return parse(cell, text, DAEMON_TYPE);
    }

    private static Optional<Reference> parse(CellId cell, String text, String type) {
      if (!text.startsWith("arn:")) {
        return split(text);
      }
      return Arn.parse(text)
          .filter(arn -> arn.type().equals(type) && arn.cell().equals(cell))
          .flatMap(arn -> split(arn.rest()));
    }

    private static Optional<Reference> split(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        return Optional.of(new Reference(text, null));
      }
      String digits = text.substring(colon + 1);
      return REVISION.matcher(digits).matches()
          ? Optional.of(new Reference(text.substring(0, colon), Integer.valueOf(digits)))
          : Optional.empty();
    }
  }

  /// Reads a full ARN.
  public static Optional<TaskDefinitionArn> parse(String text) {
    return Arn.parse(text)
        .filter(arn -> arn.type().equals(TYPE) || arn.type().equals(DAEMON_TYPE))
        .flatMap(arn ->
            Reference.split(arn.rest())
                .filter(reference -> reference.revision() != null)
                .map(reference ->
                    new TaskDefinitionArn(
                        arn.cell(),
                        reference.family(),
                        java.util.Objects.requireNonNull(reference.revision()),
                        arn.type().equals(DAEMON_TYPE))));
  }

  @Override
  public String toString() {
    return cell.ecs((daemon ? DAEMON_TYPE : TYPE) + "/" + family + ":" + revision);
  }
}
