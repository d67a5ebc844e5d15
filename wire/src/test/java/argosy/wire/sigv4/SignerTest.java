package argosy.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argosy.wire.Fixtures;
import argosy.wire.Headers;
import argosy.wire.Protocol;
import argosy.wire.Seeds;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/// Our signatures against those of the SDK's own signer, both ways.
class SignerTest {
  private static final AwsV4HttpSigner ORACLE = AwsV4HttpSigner.create();

  @Test
  void whatTheSdkSignsIsAccepted() {
    Seeds.forAll(
        1_500,
        random -> {
          Credentials by = random.nextBoolean() ? Fixtures.ROOT : Fixtures.TASK;
          byte[] body = body(random);
          SdkHttpRequest signed = sign(request(random), body, by);
          var verifier = new Verifier(Fixtures.KEYRING, Fixtures.CLOCK);
          Verdict verdict = verifier.verify(received(signed, body), Protocol.AWS_JSON_1_1);
          var who = by.equals(Fixtures.ROOT) ? Fixtures.ROOT_CALLER : Fixtures.TASK_CALLER;
          assertEquals(new Verdict.Accepted(who, "eu-west-1", "ecs"), verdict, signed::toString);
        });
  }

  @Test
  void weSignAsTheSdkDoes() {
    Seeds.forAll(
        1_500,
        random -> {
          Credentials by = random.nextBoolean() ? Fixtures.ROOT : Fixtures.TASK;
          byte[] body = body(random);
          SdkHttpRequest unsigned = request(random);
          SdkHttpRequest expected = sign(unsigned, body, by);
          // The SDK adds two headers before it signs.
          SignableRequest same = received(unsigned, body);
          for (String added : List.of("Host", "x-amz-content-sha256")) {
            String value = expected.firstMatchingHeader(added).orElse(null);
            if (value != null && same.headers().first(added).isEmpty()) {
              same =
                  new SignableRequest(
                      same.method(),
                      same.path(),
                      same.rawQuery(),
                      same.headers().with(added, value),
                      same.body());
            }
          }
          Map<String, String> ours = Signer.sign(same, by, "eu-west-1", "ecs", Fixtures.NOON);
          for (Map.Entry<String, String> header : ours.entrySet()) {
            assertEquals(
                expected.firstMatchingHeader(header.getKey()).orElse(""),
                header.getValue(),
                header.getKey());
          }
        });
  }

  private static SdkHttpRequest sign(SdkHttpRequest request, byte[] body, Credentials by) {
    AwsCredentialsIdentity identity =
        by.sessionToken() == null
            ? AwsCredentialsIdentity.create(by.accessKeyId(), by.secretAccessKey())
            : AwsSessionCredentialsIdentity.create(
                by.accessKeyId(), by.secretAccessKey(), by.sessionToken());
    return ORACLE
        .sign(it ->
            it.identity(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ecs")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Fixtures.NOON, ZoneOffset.UTC)))
        .request();
  }

  /// What arrives at a server of the request that the SDK would send.
  private static SignableRequest received(SdkHttpRequest sent, byte[] body) {
    var headers = new ArrayList<Headers.Header>();
    sent.headers()
        .forEach((name, values) -> values.forEach(v -> headers.add(new Headers.Header(name, v))));
    return new SignableRequest(
        sent.method().name(),
        sent.encodedPath(),
        sent.encodedQueryParameters().orElse(""),
        new Headers(headers),
        body);
  }

  private static SdkHttpRequest request(RandomGenerator random) {
    var request =
        SdkHttpRequest.builder()
            .protocol("http")
            .host("localhost")
            .port(random.nextInt(3) == 0 ? 80 : 4566)
            .method(random.nextBoolean() ? SdkHttpMethod.POST : SdkHttpMethod.GET)
            .encodedPath(path(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      request.appendRawQueryParameter("q" + text(random, 5), text(random, 8));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      request.appendHeader(
          "X-" + "abcXYZ".charAt(random.nextInt(6)) + random.nextInt(3), value(random));
    }
    request.putHeader("Content-Type", "application/x-amz-json-1.1");
    return request.build();
  }

  private static String path(RandomGenerator random) {
    var path = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      path.append('/').append(SdkHttpUtils.urlEncode("p" + text(random, 6)));
      path.append(
          switch (random.nextInt(12)) {
            case 0 -> "/";
            case 1 -> "/.";
            case 2 -> "/..";
            default -> "";
          });
    }
    return path.isEmpty() || random.nextInt(4) == 0 ? path + "/" : path.toString();
  }

  private static String value(RandomGenerator random) {
    return text(random, 4).replaceAll("[^ -~]", "x") + "  " + random.nextInt(9) + " ";
  }

  private static byte[] body(RandomGenerator random) {
    return random.nextInt(5) == 0 ? new byte[0] : text(random, 200).getBytes(UTF_8);
  }

  private static String text(RandomGenerator random, int lengthMax) {
    int[] alphabet = "abyzAZ059-_.~ /+&=%?#:@!$'()*,;[]|^\"<>äß€語😀".codePoints().toArray();
    return random
        .ints(random.nextInt(lengthMax), 0, alphabet.length)
        .mapToObj(i -> Character.toString(alphabet[i]))
        .collect(Collectors.joining());
  }
}
