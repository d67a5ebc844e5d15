package argosy.wire.client;

import argosy.wire.Headers;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// Reads a page of a server's own, or asks it to do something, signed as requests are.
public final class SignedPage {

  /// A page is put together from memory and one question to the store; a server that takes longer
  /// is taken for one that doesn't answer.
  private static final Duration READ_MAX = Duration.ofSeconds(10);

  private static final byte[] NO_BODY = {};

  /// A page is of no region, and a signature names one.
  private static final String ANY_REGION = "us-east-1";

  private SignedPage() {}

  /// @param service the name that the signature is for
  /// @throws ControlPlane.Refusal if the server answers with anything but the page
  /// @throws IOException if it doesn't answer
  public static String read(
      URI page, String region, Credentials credentials, String service, Instant now)
      throws IOException, InterruptedException {
    return ask("GET", page, NO_BODY, new Caller(region, credentials, service, now));
  }

  /// Asks a page to do something.
  ///
  /// @param json what it is to do
  /// @param service the name that the signature is for
  /// @throws ControlPlane.Refusal if the server answers with anything but the page
  /// @throws IOException if it doesn't answer
  public static String send(URI page, String json, Credentials credentials, String service)
      throws IOException, InterruptedException {
    var caller = new Caller(ANY_REGION, credentials, service, Instant.now());
    return ask("POST", page, json.getBytes(StandardCharsets.UTF_8), caller);
  }

  private record Caller(String region, Credentials credentials, String service, Instant now) {}

  private static String ask(String method, URI page, byte[] body, Caller caller)
      throws IOException, InterruptedException {
    var signable =
        new SignableRequest(
            method, page.getRawPath(), "", Headers.of("Host", Transport.host(page)), body);
    var request =
        HttpRequest.newBuilder(page)
            .timeout(READ_MAX)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    Signer.sign(signable, caller.credentials, caller.region, caller.service, caller.now)
        .forEach(request::header);
    HttpResponse<String> answer =
        Transport.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new ControlPlane.Refusal("PageRefused", answer.body(), answer.statusCode());
    }
    return answer.body();
  }
}
