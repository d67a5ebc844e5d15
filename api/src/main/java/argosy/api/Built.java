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

  /// What has to be there before any action of the service is performed; an answer if it can't be.
  default Optional<Answer> prepared(Context context) {
    return Optional.empty();
  }

  /// What is wrong with a request that each action of the service would have to look at.
  default Optional<Answer> complaint(String action, SdkPojo request) {
    return Optional.empty();
  }
}
