package argosy.domain.placement;

import org.jspecify.annotations.Nullable;

/// Whose tasks a host takes: those that ask for instances of its cluster, those that ask for
/// Fargate, which come from all clusters, both, or nobody's: such a host is there for its VPCs.
public enum Pool {
  INSTANCES,
  FARGATE,
  BOTH,
  NONE;

  /// @param said in the attribute [argosy.domain.instance.Instance#POOL]
  static Pool named(@Nullable String said) {
    return switch (said) {
      case "fargate" -> FARGATE;
      case "both" -> BOTH;
      case "none" -> NONE;
      case null, default -> INSTANCES;
    };
  }

  public boolean isFargate() {
    return this == FARGATE || this == BOTH;
  }

  /// Whether it is an instance that its cluster lists.
  public boolean isInstance() {
    return this == INSTANCES || this == BOTH;
  }
}
