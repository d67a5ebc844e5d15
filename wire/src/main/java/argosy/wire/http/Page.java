package argosy.wire.http;

import argosy.wire.Headers;
import argosy.wire.HttpRequest;
import java.nio.charset.StandardCharsets;

/// A page of Argosy's own, beside AWS's APIs. It sees to it who may read it.
@FunctionalInterface
public interface Page {

  /// @param request with its body, but of a GET
  HttpResponse answer(HttpRequest request);

  /// With what it is asked; requests with another method are for somebody else.
  default String method() {
    return "GET";
  }

  /// A page of JSON.
  static HttpResponse json(int status, String text) {
    return of(status, "application/json", text);
  }

  static HttpResponse of(int status, String type, String text) {
    return new HttpResponse(
        status, Headers.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }
}
