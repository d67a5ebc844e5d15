package argosy.domain.deployment;

/// What deployments ask of the world beside the picture.
public record Outside(Alarms alarms, LoadBalancing loadBalancing) {
  public static final Outside NONE = new Outside(Alarms.NONE, LoadBalancing.AT_ONCE);
}
