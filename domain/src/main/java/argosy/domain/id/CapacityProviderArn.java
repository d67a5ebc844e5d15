package argosy.domain.id;

import java.util.Optional;

/// Names a capacity provider.
///
/// @param name unique in its cell
public record CapacityProviderArn(CellId cell, String name) {

  /// Reads what callers write for a capacity provider, its name or its ARN; empty if it is an ARN
  /// of something else or of another cell.
  public static Optional<CapacityProviderArn> parse(CellId cell, String reference) {
    if (!reference.startsWith("arn:")) {
      return Optional.of(new CapacityProviderArn(cell, reference));
    }
    return Arn.parse(reference)
        .filter(arn -> arn.type().equals("capacity-provider") && arn.cell().equals(cell))
        .map(arn -> new CapacityProviderArn(cell, arn.rest()));
  }

  @Override
  public String toString() {
    return cell.ecs("capacity-provider/" + name);
  }
}
