package argosy.domain.id;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names one revision of a family.
///
/// @param revision from 1
public record TaskDefinitionArn(CellId cell, String family, int revision) {
  private static final Pattern REVISION = Pattern.compile("[1-9]\\d{0,8}");

  /// What callers write for a task definition: `family`, `family:revision` or an ARN.
  ///
  /// @param revision null where the newest active one is meant
  public record Reference(String family, @Nullable Integer revision) {

    /// Empty if the text is none of the three, or an ARN of another cell.
    public static Optional<Reference> parse(CellId cell, String text) {
      if (!text.startsWith("arn:")) {
        return split(text);
      }
      return Arn.parse(text)
          .filter(arn -> arn.type().equals("task-definition") && arn.cell().equals(cell))
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
        .filter(arn -> arn.type().equals("task-definition"))
        .flatMap(arn ->
            Reference.split(arn.rest())
                .filter(reference -> reference.revision() != null)
                .map(reference ->
                    new TaskDefinitionArn(
                        arn.cell(),
                        reference.family(),
                        java.util.Objects.requireNonNull(reference.revision()))));
  }

  @Override
  public String toString() {
    return cell.ecs("task-definition/" + family + ":" + revision);
  }
}
