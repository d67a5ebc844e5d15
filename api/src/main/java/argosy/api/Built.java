package argosy.api;

import argosy.domain.state.Picture;
import argosy.wire.Answer;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// What is built of a service.
public interface Built {
  List<Action<?>> actions();

  /// What a request is about, so that policies can say whether it may be done.
  ///
  /// @param iam the caller's account's users and policies
  Target target(String action, SdkPojo request, Context context, Picture iam);

  /// What is wrong with a request of any of the service's actions.
  default Optional<Answer> complaint(SdkPojo request) {
    return Optional.empty();
  }
}
