package argosy.wire.sigv4;

import argosy.wire.Fixtures;
import argosy.wire.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// The SDK's own signer: what arrives at a server of the requests that it signs.
final class SdkSigner {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private SdkSigner() {}

  static SignableRequest presigned(String rawQuery, Duration goodFor, Credentials by) {
    return sign(
        SdkHttpRequest.builder()
            .protocol("http")
            .host("localhost")
            .port(4566)
            .method(SdkHttpMethod.GET)
            .encodedPath("/")
            .applyMutation(it -> append(it, rawQuery))
            .build(),
        new byte[0],
        by,
        it ->
            it.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, goodFor));
  }

  static SignableRequest sign(
      SdkHttpRequest request,
      byte[] body,
      Credentials by,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> options) {
    SignedRequest signed =
        SIGNER.sign(it -> {
          it.identity(identity(by))
              .request(request)
              .payload(ContentStreamProvider.fromByteArray(body))
              .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
              .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ecs")
              .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Fixtures.NOON, ZoneOffset.UTC));
          options.accept(it);
        });
    return received(signed);
  }

  private static SignableRequest received(SignedRequest signed) {
    SdkHttpRequest sent = signed.request();
    var headers = new ArrayList<Headers.Header>();
    sent.headers()
        .forEach((name, values) -> values.forEach(v -> headers.add(new Headers.Header(name, v))));
    byte[] body =
        signed
            .payload()
            .map(payload -> {
              try (var in = payload.newStream()) {
                return in.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
            .orElse(new byte[0]);
    return new SignableRequest(
        sent.method().name(),
        sent.encodedPath(),
        sent.encodedQueryParameters().orElse(""),
        new Headers(headers),
        body);
  }

  private static void append(SdkHttpRequest.Builder request, String rawQuery) {
    argosy.wire.shape.RestShape.query(rawQuery)
        .forEach((name, values) ->
            values.forEach(value -> request.appendRawQueryParameter(name, value)));
  }

  private static AwsCredentialsIdentity identity(Credentials by) {
    return by.sessionToken() == null
        ? AwsCredentialsIdentity.create(by.accessKeyId(), by.secretAccessKey())
        : AwsSessionCredentialsIdentity.create(
            by.accessKeyId(), by.secretAccessKey(), by.sessionToken());
  }
}
