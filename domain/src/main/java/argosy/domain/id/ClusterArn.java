package argosy.domain.id;

import java.util.Optional;

/// Names a cluster.
///
/// @param name unique in its cell
public record ClusterArn(CellId cell, String name) {

  /// The cluster that a request means when it names none.
  public static final String DEFAULT = "default";

  /// Reads what callers write for a cluster, its name or its ARN; empty if it is an ARN of
  /// something else or of another cell.
  public static Optional<ClusterArn> parse(CellId cell, String reference) {
    if (!reference.startsWith("arn:")) {
      return Optional.of(new ClusterArn(cell, reference));
    }
    return Arn.parse(reference)
        .filter(arn -> arn.type().equals("cluster") && arn.cell().equals(cell))
        .map(arn -> new ClusterArn(cell, arn.rest()));
  }

  /// Reads a full ARN.
  public static Optional<ClusterArn> parse(String arn) {
    return Arn.parse(arn)
        .filter(parts -> parts.type().equals("cluster"))
        .map(parts -> new ClusterArn(parts.cell(), parts.rest()));
  }

  @Override
  public String toString() {
    return cell.ecs("cluster/" + name);
  }
}
