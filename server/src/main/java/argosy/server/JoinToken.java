package argosy.server;

import argosy.wire.sigv4.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// All that a machine needs to become a host: one line of text, and a secret.
///
/// @param certificates what it must believe to believe the server, in PEM; empty for what everybody
///   believes
record JoinToken(
    URI server, String cluster, String accessKeyId, String secretAccessKey, String certificates) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Before the rest, so that people know what they see.
  private static final String MARK = "argosy-join-";

  JoinToken {
    Objects.requireNonNull(server);
    Objects.requireNonNull(accessKeyId);
    Objects.requireNonNull(secretAccessKey);
  }

  String text() {
    byte[] json = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /// @throws Complaint if there is no token in the file
  static JoinToken read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new Complaint("there is no file " + file + " to read a token from.");
    }
    String text = Files.readString(file).strip();
    try {
      if (text.startsWith(MARK)) {
        return JSON.readValue(
            Base64.getUrlDecoder().decode(text.substring(MARK.length())), JoinToken.class);
      }
    } catch (IllegalArgumentException | JacksonException e) {
      // Broken off, or never whole.
    }
    throw new Complaint(
        file + " holds no whole token: it is the one line that argosy join-token printed.");
  }

  Credentials credentials() {
    return new Credentials(accessKeyId, secretAccessKey, null);
  }
}
