package argosy.api;

import argosy.wire.Answer;
import software.amazon.awssdk.core.SdkPojo;

/// One AWS action. A class that implements it is called as the action is.
///
/// @param <Q> the action's request, of AWS's own model
public interface Action<Q extends SdkPojo> {
  Answer perform(Q request, Context context);
}
