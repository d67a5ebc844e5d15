package argosy.server.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import argosy.wire.Caller;
import argosy.wire.HttpRequest;
import argosy.wire.Protocol;
import argosy.wire.Service;
import argosy.wire.http.HttpResponse;
import argosy.wire.http.Page;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Verdict;
import argosy.wire.sigv4.Verifier;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// Who may read the server's own pages (decision 0010).
public final class Gate {

  /// What signatures for the pages are scoped to; no AWS service has the name.
  public static final String SERVICE = "argosy";

  private static final Service PAGES =
      new Service(SERVICE, List.of(Protocol.AWS_JSON_1_1), "", "", "");

  private static final int FORBIDDEN = 403;

  private Gate() {}

  /// A page for whoever has a key.
  ///
  /// @param verifier knows the keys that may read
  public static Page signed(Verifier verifier, Supplier<String> json) {
    return request -> signed(verifier, request, _ -> Page.json(200, json.get()));
  }

  /// An answer for whoever signed a request.
  public static HttpResponse signed(
      Verifier verifier, HttpRequest request, Function<Caller, HttpResponse> answer) {
    return switch (verifier.verify(signable(request), PAGES, PAGES.protocol())) {
      case Verdict.Refused(var error) -> refused(FORBIDDEN, error.code(), error.message());
      case Verdict.Accepted(Caller caller, _, _) -> answer.apply(caller);
    };
  }

  /// A page for whoever has a token, in the header `Authorization: Bearer`.
  public static Page bearing(String token, String type, Supplier<String> text) {
    byte[] wanted = ("Bearer " + token).getBytes(UTF_8);
    return request -> {
      byte[] given = request.headers().first("Authorization").orElse("").getBytes(UTF_8);
      if (MessageDigest.isEqual(wanted, given)) {
        return Page.of(200, type, text.get());
      }
      HttpResponse refused =
          refused(
              401,
              "MissingAuthenticationTokenException",
              "Send the header Authorization: Bearer with the token that argosy metrics-token"
                  + " prints.");
      return new HttpResponse(
          refused.status(), refused.headers().with("WWW-Authenticate", "Bearer"), refused.body());
    };
  }

  private static SignableRequest signable(HttpRequest request) {
    return new SignableRequest(
        request.method(), request.path(), request.rawQuery(), request.headers(), request.body());
  }

  /// A refusal in AWS's form.
  public static HttpResponse refused(int status, String code, String message) {
    return Page.json(
        status,
        JsonMapper.shared()
            .createObjectNode()
            .put("__type", code)
            .put("message", message)
            .toString());
  }
}
