package argosy.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests that no client would send: any body, signed or not, by any key, at any time. The SDK's
/// own signer signs.
record Raw(URI endpoint, String keyId, String secret, Clock clock, boolean signed) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";

  /// Java's client sets them itself.
  private static final Set<String> NOT_OURS = Set.of("host", "content-length");

  record Reply(int status, Map<String, List<String>> headers, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    /// The error's code, as clients read it.
    String code() {
      return json().path("__type").asString();
    }

    String message() {
      return json().path("message").asString();
    }
  }

  static Raw of(Argosy argosy) throws IOException, InterruptedException {
    Exports exports = argosy.exports();
    return new Raw(exports.endpoint(), exports.keyId(), exports.secret(), Clock.systemUTC(), true);
  }

  Raw withKey(String id) {
    return new Raw(endpoint, id, secret, clock, signed);
  }

  Raw withSecret(String other) {
    return new Raw(endpoint, keyId, other, clock, signed);
  }

  Raw at(Clock other) {
    return new Raw(endpoint, keyId, secret, other, signed);
  }

  Raw unsigned() {
    return new Raw(endpoint, keyId, secret, clock, false);
  }

  Reply call(String action, String body) throws IOException, InterruptedException {
    SdkHttpFullRequest plain =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.resolve("/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", TARGET + action)
            .build();
    return send("ecs", plain, body);
  }

  /// Reads a page of the server's own.
  Reply page(String path) throws IOException, InterruptedException {
    SdkHttpFullRequest plain =
        SdkHttpFullRequest.builder().method(SdkHttpMethod.GET).uri(endpoint.resolve(path)).build();
    return send("argosy", plain, "");
  }

  private Reply send(String service, SdkHttpFullRequest plain, String body)
      throws IOException, InterruptedException {
    SdkHttpRequest whole = signed ? sign(service, plain, body) : plain;
    var request =
        HttpRequest.newBuilder(whole.getUri())
            .method(whole.method().name(), HttpRequest.BodyPublishers.ofString(body));
    whole.forEachHeader((name, values) -> {
      if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> request.header(name, value));
      }
    });
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.headers().map(), answer.body());
  }

  private SdkHttpRequest sign(String service, SdkHttpFullRequest plain, String body) {
    return AwsV4HttpSigner.create()
        .sign(it ->
            it.identity(AwsCredentialsIdentity.create(keyId, secret))
                .request(plain)
                .payload(ContentStreamProvider.fromString(body, StandardCharsets.UTF_8))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }
}
