package argosy.domain.placement;

import org.jspecify.annotations.Nullable;

/// Whose tasks a host takes: those that ask for instances of its cluster, those that ask for
/// Fargate, which come from all clusters, or both.
public enum Pool {
  INSTANCES,
  FARGATE,
  BOTH;

  /// @param said in the attribute [argosy.domain.instance.Instance#POOL]
  static Pool named(@Nullable String said) {
    return "fargate".equals(said) ? FARGATE : "both".equals(said) ? BOTH : INSTANCES;
  }

  public boolean isFargate() {
    return this != INSTANCES;
  }

  /// Whether it is an instance that its cluster lists.
  public boolean isInstance() {
    return this != FARGATE;
  }
}
