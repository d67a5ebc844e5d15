package argosy.wire.sigv4;

import org.jspecify.annotations.Nullable;

/// What signs a request.
///
/// @param sessionToken only with short-lived credentials
public record Credentials(
    String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  /// Never the secret: credentials end up in logs by accident.
  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + "]";
  }
}
