package argosy.wire.client;

import argosy.wire.Headers;
import argosy.wire.Service;
import argosy.wire.WireError;
import argosy.wire.protocol.ClientDialect;
import argosy.wire.protocol.Message;
import argosy.wire.shape.DecodeError;
import argosy.wire.sigv4.Credentials;
import argosy.wire.sigv4.SignableRequest;
import argosy.wire.sigv4.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import software.amazon.awssdk.core.SdkPojo;

/// A client of one service at one address. Any thread may call it.
public final class AwsClient implements ControlPlane {
  /// The slowest calls wait for a commit or a hand-over between servers, seconds at most; who waits
  /// longer had better try again.
  private static final Duration CALL_MAX = Duration.ofSeconds(30);

  private final URI endpoint;
  private final String region;
  private final Credentials credentials;
  private final Service service;
  private final InstantSource clock;
  private final ClientDialect dialect;
  private final Duration patience;

  /// @param endpoint such as `http://127.0.0.1:4566`
  public AwsClient(
      URI endpoint, String region, Credentials credentials, Service service, InstantSource clock) {
    this(endpoint, region, credentials, service, clock, CALL_MAX);
  }

  /// @param patience how long a call may take
  public AwsClient(
      URI endpoint,
      String region,
      Credentials credentials,
      Service service,
      InstantSource clock,
      Duration patience) {
    this.patience = patience;
    this.endpoint = endpoint.getRawPath().isEmpty() ? endpoint.resolve("/") : endpoint;
    this.region = region;
    this.credentials = credentials;
    this.service = service;
    this.clock = clock;
    this.dialect = ClientDialect.of(service);
  }

  @Override
  public <A extends SdkPojo> A call(SdkPojo request, Class<A> response)
      throws IOException, InterruptedException {
    String action = action(request);
    HttpResponse<byte[]> answer =
        Transport.HTTP.send(
            signed(dialect.request(action, request)), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      WireError error =
          dialect.readError(answer.statusCode(), headers(answer.headers()), answer.body());
      String requestId = answer.headers().firstValue("x-amzn-RequestId").orElse("");
      throw new Refusal(error.code(), error.message(), error.status(), requestId);
    }
    try {
      return dialect.readReply(action, answer.body(), response);
    } catch (DecodeError e) {
      throw new IOException(action + " was answered with something else", e);
    }
  }

  private HttpRequest signed(Message message) {
    Headers headers = message.headers().with("Host", Transport.host(endpoint));
    String query = endpoint.getRawQuery() == null ? "" : endpoint.getRawQuery();
    var signable =
        new SignableRequest("POST", endpoint.getRawPath(), query, headers, message.body());
    var http =
        HttpRequest.newBuilder(endpoint)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
    for (Headers.Header header : message.headers().all()) {
      http.header(header.name(), header.value());
    }
    Signer.sign(signable, credentials, region, service.name(), clock.instant())
        .forEach(http::header);
    return http.build();
  }

  private static String action(SdkPojo request) {
    String name = request.getClass().getSimpleName();
    if (!name.endsWith("Request")) {
      throw new IllegalArgumentException(name + " is no request");
    }
    return name.substring(0, name.length() - "Request".length());
  }

  private static Headers headers(java.net.http.HttpHeaders from) {
    var all = new ArrayList<Headers.Header>();
    from.map().forEach((name, values) -> values.forEach(v -> all.add(new Headers.Header(name, v))));
    return new Headers(all);
  }
}
