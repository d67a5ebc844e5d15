package argosy.e2e;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A request of which every part can be had and changed, before it is signed and after.
///
/// @param target path and query
/// @param headers without Content-Length
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record RawRequest(String method, String target, Map<String, String> headers, byte[] body) {
  RawRequest {
    headers = new TreeMap<>(headers);
  }

  static RawRequest post(String path, Map<String, String> headers, byte[] body) {
    return new RawRequest("POST", path, headers, body);
  }

  /// What signs for one region: the SDK's own signer.
  record Signer(Exports exports, String region) {
    private static final AwsV4HttpSigner SDK = AwsV4HttpSigner.create();

    /// @param service the signing name
    RawRequest sign(String service, RawRequest plain) {
      return sign(service, plain, false);
    }

    /// Puts the body into signed chunks of AWS's own kind.
    RawRequest signInChunks(String service, RawRequest plain) {
      String length = String.valueOf(plain.body.length);
      return sign(service, plain.withHeader("Content-Length", length), true);
    }

    private RawRequest sign(String service, RawRequest plain, boolean inChunks) {
      var request =
          SdkHttpFullRequest.builder()
              .method(SdkHttpMethod.fromValue(plain.method))
              .uri(URI.create(exports.endpoint() + plain.target));
      plain.headers.forEach(request::putHeader);
      var signed =
          SDK.sign(it ->
              it.identity(AwsCredentialsIdentity.create(exports.keyId(), exports.secret()))
                  .request(request.build())
                  .payload(ContentStreamProvider.fromByteArrayUnsafe(plain.body))
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                  .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                  .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, inChunks));
      Map<String, String> headers =
          signed.request().headers().entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, it -> String.join(",", it.getValue())));
      byte[] body = payload(signed.payload().orElseThrow());
      return new RawRequest(plain.method, plain.target, headers, body).without("Content-Length");
    }

    private static byte[] payload(ContentStreamProvider payload) {
      try (var in = payload.newStream()) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new AssertionError("read from memory", e);
      }
    }
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  RawRequest withMethod(String other) {
    return new RawRequest(other, target, headers, body);
  }

  RawRequest withTarget(String other) {
    return new RawRequest(method, other, headers, body);
  }

  RawRequest withHeader(String name, String value) {
    var others = new TreeMap<>(headers);
    others.put(name, value);
    return new RawRequest(method, target, others, body);
  }

  RawRequest without(String name) {
    var others = new TreeMap<>(headers);
    others.remove(name);
    return new RawRequest(method, target, others, body);
  }

  RawRequest withBody(byte[] other) {
    return new RawRequest(method, target, headers, other);
  }

  /// The request's line and its headers, up to the last of them.
  String head() {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.toString();
  }

  byte[] bytes() {
    return RawLine.bytes(head() + "Content-Length: " + body.length + "\r\n\r\n", body);
  }
}
