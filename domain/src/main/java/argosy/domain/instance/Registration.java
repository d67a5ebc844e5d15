package argosy.domain.instance;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;

/// What an agent says when it registers.
///
/// @param clientToken the same as long as the agent asks for the same, so that a registration whose
///   answer was lost isn't made twice; not in AWS's public model, where people don't need it
public record Registration(RegisterContainerInstanceRequest said, @Nullable String clientToken) {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,64}");

  /// What is wrong with the token.
  Optional<String> complaint() {
    return clientToken == null || TOKEN.matcher(clientToken).matches()
        ? Optional.empty()
        : Optional.of("clientToken has 1 to 64 visible ASCII characters.");
  }
}
