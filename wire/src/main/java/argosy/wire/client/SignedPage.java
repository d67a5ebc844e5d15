package argosy.wire.client;

import argosy.wire.Headers;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/// Reads a page of a server's own, signed as requests are.
public final class SignedPage {

  /// A page is put together from memory and one question to the store; a server that takes longer
  /// is taken for one that doesn't answer.
  private static final Duration READ_MAX = Duration.ofSeconds(10);

  private static final byte[] NO_BODY = {};

  private SignedPage() {}

  /// @param service the name that the signature is for
  /// @throws ControlPlane.Refusal if the server answers with anything but the page
  /// @throws IOException if it doesn't answer
  public static String read(
      URI page, String region, Credentials credentials, String service, Instant now)
      throws IOException, InterruptedException {
    var signable =
        new SignableRequest(
            "GET", page.getRawPath(), "", Headers.of("Host", Transport.host(page)), NO_BODY);
    var request = HttpRequest.newBuilder(page).timeout(READ_MAX);
    Signer.sign(signable, credentials, region, service, now).forEach(request::header);
    HttpResponse<String> answer =
        Transport.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new ControlPlane.Refusal("PageRefused", answer.body(), answer.statusCode());
    }
    return answer.body();
  }
}
