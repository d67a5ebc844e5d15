package argosy.api.sts;

import argosy.api.Action;
import java.util.List;

/// What is built of STS.
public final class StsActions {
  public static final List<Action<?>> ALL = List.of(new GetCallerIdentity());

  private StsActions() {}
}
