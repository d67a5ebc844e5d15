package argosy.api.sts;

import argosy.api.Action;
import argosy.api.Built;
import argosy.api.Context;
import argosy.api.Target;
import argosy.domain.state.Picture;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/// What is built of STS.
public final class StsActions implements Built {
  public static final List<Action<?>> ALL = List.of(new GetCallerIdentity());

  @Override
  public List<Action<?>> actions() {
    return ALL;
  }

  @Override
  public Target target(String action, SdkPojo request, Context context, Picture iam) {
    return Target.of(Target.ANYTHING);
  }
}
